/**
 * A weighted directed graph on the nodes `0 … n-1` in compressed sparse rows: the edges of node `u` are those at positions
 * `offsets[u] … offsets[u+1]-1` of `targets` (ascending, without repetition) and `weights`. 12 bytes an edge, 4 a node.
 */
export interface Csr {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

/** A list of edges, position by position; the same edge may stand in it more than once. */
export interface EdgeList {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weights: Float64Array;
}

/** Edges as rows, with repeated edges added up; two stable counting sorts, O(n + m). */
export function csrOf(node_count: number, edges: EdgeList): Csr {
  const byTarget = countingSort(node_count, edges.to, identity(edges.to.length));
  const order = countingSort(node_count, edges.from, byTarget);
  const offsets = new Uint32Array(node_count + 1);
  const targets = new Uint32Array(order.length);
  const weights = new Float64Array(order.length);
  let end = 0;
  let row = -1;
  for (const edge of order) {
    const from = edges.from[edge]!;
    const to = edges.to[edge]!;
    const repeated = from === row && targets[end - 1] === to;
    while (row < from) offsets[++row] = end;
    if (!repeated) targets[end++] = to;
    weights[end - 1]! += edges.weights[edge]!;
  }
  while (row < node_count) offsets[++row] = end;
  return { offsets, targets: targets.slice(0, end), weights: weights.slice(0, end) };
}

/** The number of nodes. */
export function nodeCount(graph: Csr): number {
  return graph.offsets.length - 1;
}

/** The graph with every edge turned round. */
export function transposed(graph: Csr): Csr {
  return csrOf(nodeCount(graph), { from: graph.targets, to: sourcesOf(graph), weights: graph.weights });
}

/** The undirected graph, as both directions: the weight between two nodes is the sum of the weights either way. */
export function symmetric(graph: Csr): Csr {
  const sources = sourcesOf(graph);
  const from = new Uint32Array(2 * sources.length);
  const to = new Uint32Array(2 * sources.length);
  const weights = new Float64Array(2 * sources.length);
  from.set(sources);
  from.set(graph.targets, sources.length);
  to.set(graph.targets);
  to.set(sources, sources.length);
  weights.set(graph.weights);
  weights.set(graph.weights, sources.length);
  return csrOf(nodeCount(graph), { from, to, weights });
}

/** The sum of each row. */
export function rowSums(graph: Csr): Float64Array {
  const sums = new Float64Array(nodeCount(graph));
  for (let node = 0; node < sums.length; node += 1)
    for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at += 1) sums[node]! += graph.weights[at]!;
  return sums;
}

/** The position of an edge by binary search, or -1. */
export function edgeAt(graph: Csr, from: number, to: number): number {
  let low = graph.offsets[from]!;
  let high = graph.offsets[from + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const target = graph.targets[middle]!;
    if (target === to) return middle;
    if (target < to) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The weight of an edge, 0 where there is none. */
export function weightBetween(graph: Csr, from: number, to: number): number {
  const at = edgeAt(graph, from, to);
  return at < 0 ? 0 : graph.weights[at]!;
}

/** The node that each edge starts from, in the order of the rows. */
export function sourcesOf(graph: Csr): Uint32Array {
  const sources = new Uint32Array(graph.targets.length);
  for (let node = 0; node < nodeCount(graph); node += 1) sources.fill(node, graph.offsets[node], graph.offsets[node + 1]);
  return sources;
}

function identity(length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, index) => index);
}

function countingSort(key_count: number, keys: Uint32Array, order: Uint32Array): Uint32Array {
  const starts = new Uint32Array(key_count + 1);
  for (const key of keys) starts[key + 1]! += 1;
  for (let key = 0; key < key_count; key += 1) starts[key + 1]! += starts[key]!;
  const sorted = new Uint32Array(order.length);
  for (const item of order) sorted[starts[keys[item]!]!++] = item;
  return sorted;
}
