import { block, type Field, fieldsOf, messageOf, whole } from "./wire.ts";

/** One step of a graph (NodeProto of onnx.proto3, as all numbers of fields here). */
export interface Node {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Attributes and whatever else it has, as they were. */
  readonly rest: readonly Field[];
}

/** A constant of a graph. */
export interface Constant {
  readonly name: string;
  /** Its TensorProto. */
  readonly bytes: Uint8Array;
}

/** A model whose steps can be replaced; everything else stays as it was. */
export interface OnnxModel {
  readonly nodes: readonly Node[];
  readonly constants: readonly Constant[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly fields: readonly Field[];
}

/** The name and size of a tensor of floats that goes into a model or comes out of it. */
interface Port {
  readonly name: string;
  readonly dims: readonly number[];
}

/** What a model is written with: its steps, more constants, and one input or output of another name or size where one is given. */
interface Change {
  readonly nodes: readonly Node[];
  readonly constants?: readonly Constant[];
  readonly input?: Port;
  readonly output?: Port;
}

const graphField = 7;
const graph = { node: 1, constant: 5, input: 11, output: 12 } as const;
const node = { input: 1, output: 2, operator: 4, attribute: 5 } as const;
const attribute = { name: 1, whole: 3, wholes: 8, type: 20 } as const;
const attributeTypes = { whole: 2, wholes: 7 } as const;
const elementTypes = { float: 1, int64: 7 } as const;
const tensorName = 8;
const valueName = 1;
const text = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");

/** Reads an ONNX file. Throws `RangeError` for what is none. */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  const fields = fieldsOf(bytes);
  const parts = fieldsOf(graphOf(fields).bytes);
  const all = (number: number) => parts.filter((part) => part.number === number).map((part) => part.bytes);
  return {
    fields,
    constants: all(graph.constant).map((tensor) => ({ name: nameOf(tensor, tensorName), bytes: tensor })),
    inputs: all(graph.input).map((value) => nameOf(value, valueName)),
    outputs: all(graph.output).map((value) => nameOf(value, valueName)),
    nodes: all(graph.node).map(nodeOf),
  };
}

/** The file of a model that was changed. */
export function writeOnnx(model: OnnxModel, { nodes, constants = [], input, output }: Change): Uint8Array {
  const replaced = [graph.node, graph.constant, ...(input ? [graph.input] : []), ...(output ? [graph.output] : [])];
  const kept = fieldsOf(graphOf(model.fields).bytes).filter(({ number }) => !(replaced as number[]).includes(number));
  const changed = messageOf([
    ...nodes.map((one) => block(graph.node, bytesOf(one))),
    ...kept,
    ...[...model.constants, ...constants].map(({ bytes }) => block(graph.constant, bytes)),
    ...(input === undefined ? [] : [block(graph.input, valueInfo(input))]),
    ...(output === undefined ? [] : [block(graph.output, valueInfo(output))]),
  ]);
  return messageOf(model.fields.map((field) => (field.number === graphField ? block(graphField, changed) : field)));
}

/** One step. */
export function step(operator: string, inputs: readonly string[], output: string, attributes: readonly Field[] = []): Node {
  return { operator, inputs, outputs: [output], rest: attributes };
}

/** An attribute of a step that is a whole number. */
export function wholeAttribute(name: string, value: number): Field {
  const parts = [block(attribute.name, name), whole(attribute.whole, value), whole(attribute.type, attributeTypes.whole)];
  return block(node.attribute, messageOf(parts));
}

/** An attribute of a step that is a list of whole numbers. */
export function wholesAttribute(name: string, values: readonly number[]): Field {
  const numbers = values.map((value) => whole(attribute.wholes, value));
  return block(node.attribute, messageOf([block(attribute.name, name), ...numbers, whole(attribute.type, attributeTypes.wholes)]));
}

/** A constant of floats. */
export function floatConstant(name: string, dims: readonly number[], values: readonly number[]): Constant {
  return constant(name, elementTypes.float, dims, Buffer.from(new Float32Array(values).buffer));
}

/** A constant of whole numbers. */
export function wholeConstant(name: string, values: readonly number[]): Constant {
  return constant(name, elementTypes.int64, [values.length], Buffer.from(new BigInt64Array(values.map(BigInt)).buffer));
}

function constant(name: string, type: number, dims: readonly number[], data: Uint8Array): Constant {
  const bytes = messageOf([...dims.map((dim) => whole(1, dim)), whole(2, type), block(tensorName, name), block(9, data)]);
  return { name, bytes };
}

function graphOf(fields: readonly Field[]): Field {
  const found = fields.find(({ number, wire }) => number === graphField && wire === 2);
  if (found === undefined) throw new RangeError("not an ONNX model");
  return found;
}

function nameOf(message: Uint8Array, nameField: number): string {
  return text(fieldsOf(message).find(({ number }) => number === nameField)?.bytes ?? new Uint8Array());
}

function nodeOf(bytes: Uint8Array): Node {
  const fields = fieldsOf(bytes);
  const all = (number: number) => fields.filter((field) => field.number === number).map((field) => text(field.bytes));
  const read: readonly number[] = [node.input, node.output, node.operator];
  return {
    operator: all(node.operator)[0] ?? "",
    inputs: all(node.input),
    outputs: all(node.output),
    rest: fields.filter(({ number }) => !read.includes(number)),
  };
}

function bytesOf({ operator, inputs, outputs, rest }: Node): Uint8Array {
  return messageOf([
    ...inputs.map((name) => block(node.input, name)),
    ...outputs.map((name) => block(node.output, name)),
    block(node.operator, operator),
    ...rest,
  ]);
}

function valueInfo({ name, dims }: Port): Uint8Array {
  const shape = messageOf(dims.map((dim) => block(1, messageOf([whole(1, dim)]))));
  const tensor = messageOf([whole(1, elementTypes.float), block(2, shape)]);
  return messageOf([block(valueName, name), block(2, messageOf([block(1, tensor)]))]);
}
