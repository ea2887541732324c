import { withFloatActivations } from "../onnx/dequantise.ts";
import { floatConstant, type OnnxModel, readOnnx, step, wholeAttribute, wholeConstant, wholesAttribute, writeOnnx } from "../onnx/graph.ts";

/** How far the length of an embedding is stretched before the head weighs it. */
export const EMBEDDING_LENGTH = 16;

/** A linear head over an embedding of length `EMBEDDING_LENGTH`. */
export interface Head {
  readonly weights: readonly number[];
  readonly bias: number;
}

const headSteps = { unit: "head_unit", sum: "head_sum", logit: "head_logit", weights: "head_weights", bias: "head_bias" } as const;

/** The encoder of a dynamically quantised file with exact activations, and a head that gives one logit. Throws `RangeError` for another file. */
export function encoderWithHead(bytes: Uint8Array, head: Head): Uint8Array {
  const model = readOnnx(bytes);
  return withHead({ ...model, nodes: withFloatActivations(model) }, head);
}

/** The same model with another head. Throws `RangeError` for a model that has none. */
export function withOtherHead(bytes: Uint8Array, head: Head): Uint8Array {
  return withHead(withoutHead(readOnnx(bytes)), head);
}

/** The model without its head: its output is the embedding, [1, length]. Throws `RangeError` for a model that has none. */
export function encoderOf(bytes: Uint8Array): Uint8Array {
  const model = withoutHead(readOnnx(bytes));
  return writeOnnx(model, { nodes: model.nodes, output: { name: model.outputs[0]!, dims: [1, 512] } });
}

const middle = [wholesAttribute("starts", [16, 16]), wholesAttribute("ends", [240, 240]), wholesAttribute("axes", [1, 2])];

/**
 * The detector of unsafe pictures takes the middle of a picture of 256 × 256 as blue, green, red: the file is given the steps
 * that make this of what the manifest says (red, green, blue of the whole picture).
 */
export function withMiddleInBlueGreenRed(bytes: Uint8Array): Uint8Array {
  const model = readOnnx(bytes);
  const [input] = model.inputs;
  if (input === undefined) throw new RangeError("a model without an input");
  const renamed = model.nodes.map((node) => ({ ...node, inputs: node.inputs.map((name) => (name === input ? "prepared" : name)) }));
  return writeOnnx(model, {
    nodes: [
      step("Slice", [input], "middle", middle),
      step("Gather", ["middle", "reversed"], "prepared", [wholeAttribute("axis", 3)]),
      ...renamed,
    ],
    constants: [wholeConstant("reversed", [2, 1, 0])],
    input: { name: input, dims: [1, 256, 256, 3] },
  });
}

function withHead(model: OnnxModel, { weights, bias }: Head): Uint8Array {
  const [embedding] = model.outputs;
  if (embedding === undefined) throw new RangeError("a model without an output");
  return writeOnnx(model, {
    nodes: [
      ...model.nodes,
      step("LpNormalization", [embedding], headSteps.unit),
      step("MatMul", [headSteps.unit, headSteps.weights], headSteps.sum),
      step("Add", [headSteps.sum, headSteps.bias], headSteps.logit),
    ],
    constants: [
      floatConstant(
        headSteps.weights,
        [weights.length, 1],
        weights.map((weight) => weight * EMBEDDING_LENGTH),
      ),
      floatConstant(headSteps.bias, [1], [bias]),
    ],
    output: { name: headSteps.logit, dims: [1, 1] },
  });
}

function withoutHead(model: OnnxModel): OnnxModel {
  const unit = model.nodes.find(({ outputs }) => outputs[0] === headSteps.unit);
  if (unit === undefined) throw new RangeError("a model without a head of ours");
  const own: readonly string[] = Object.values(headSteps);
  return {
    ...model,
    nodes: model.nodes.filter(({ outputs }) => !own.includes(outputs[0] ?? "")),
    outputs: [unit.inputs[0]!],
    constants: model.constants.filter(({ name }) => !own.includes(name)),
  };
}
