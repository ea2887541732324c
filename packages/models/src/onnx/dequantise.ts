import { type Node, type OnnxModel, step } from "./graph.ts";

/**
 * The steps of a dynamically quantised model with exact activations: each product of quantised whole numbers becomes a product of floats with
 * the dequantised weights, which stay as small in the file as they were. Throws `RangeError` where a step is not of the usual form.
 */
export function withFloatActivations({ nodes, constants: all }: OnnxModel): Node[] {
  const constants = new Set(all.map(({ name }) => name));
  const made = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const users = usersOf(nodes);
  const dropped = new Set<Node>();
  const replaced = new Map<Node, Node[]>();
  for (const product of nodes.filter(({ operator }) => operator === "MatMulInteger")) {
    const [quantised = "", weights = "", , zero] = product.inputs;
    const quantiser = made.get(quantised);
    const cast = onlyUser(users, product.outputs[0]!, "Cast");
    const result = onlyUser(users, cast.outputs[0]!, "Mul");
    const scales = made.get(result.inputs.find((input) => input !== cast.outputs[0])!);
    const scale = scales?.inputs.find((input) => constants.has(input));
    if (quantiser?.operator !== "DynamicQuantizeLinear" || scales?.operator !== "Mul" || scale === undefined || !constants.has(weights))
      throw new RangeError("a quantised product of an unknown form");
    for (const node of [product, cast, scales, quantiser]) dropped.add(node);
    const float = `${result.outputs[0]}_weights`;
    const dequantised = step("DequantizeLinear", zero === undefined ? [weights, scale] : [weights, scale, zero], float);
    replaced.set(result, [dequantised, step("MatMul", [quantiser.inputs[0]!, float], result.outputs[0]!)]);
  }
  return nodes.flatMap((node) => replaced.get(node) ?? (dropped.has(node) ? [] : [node]));
}

function usersOf(nodes: readonly Node[]): Map<string, Node[]> {
  const users = new Map<string, Node[]>();
  for (const node of nodes) for (const input of node.inputs) users.set(input, [...(users.get(input) ?? []), node]);
  return users;
}

function onlyUser(users: ReadonlyMap<string, readonly Node[]>, name: string, operator: string): Node {
  const [user, ...others] = users.get(name) ?? [];
  if (user?.operator !== operator || others.length > 0) throw new RangeError("a quantised product of an unknown form");
  return user;
}
