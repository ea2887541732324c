import { requireNumber, requireSameLength, TrustError } from "../errors.ts";
import { type Csr, nodeCount, rowSums } from "./csr.ts";
import { groupCount } from "./groups.ts";

/**
 * SybilRank (Cao, Sirivianos, Yang, Pregueiro: "Aiding the Detection of Fake Accounts in Large Scale Social Online Services",
 * NSDI 2012): trust starts at known honest nodes, spreads along edges in O(log n) power iterations, stopped early, and is
 * divided by degree. Nodes behind few edges from the honest region keep little.
 *
 * `graph` is symmetric; `initial` is the trust that each node starts with. The answer has one number per node: trust by degree,
 * 1 on average where the initial trust adds up to the sum of degrees, 0 for a node without edges.
 */
export function sybilRank(graph: Csr, initial: Float64Array, iterations = iterationsFor(nodeCount(graph))): Float64Array {
  requireSameLength("nodes and initial trust", { length: nodeCount(graph) }, initial);
  requireNumber("iterations", iterations, 0);
  const degrees = rowSums(graph);
  let trust = Float64Array.from(initial);
  for (let round = 0; round < iterations; round += 1) trust = spread(graph, degrees, trust);
  return trust.map((amount, node) => (degrees[node] === 0 ? 0 : amount / degrees[node]!));
}

/** ⌈log2 n⌉, the paper's choice: long enough to mix among the honest, too short to leak far behind a small cut. */
export function iterationsFor(node_count: number): number {
  return Math.max(1, Math.ceil(Math.log2(Math.max(2, node_count))));
}

/**
 * Trust for seeds, adding up to the sum of degrees. Each community that has seeds gets in proportion to its degrees, as the
 * paper spreads its seeds over communities, and in it each seed in proportion to its own: a small zone is then not drowned by
 * a large one. Without communities all nodes are one. Throws `seeds_missing` and `number_invalid`.
 */
export function seedTrust(
  graph: Csr,
  seeds: readonly number[],
  communities: Uint32Array = new Uint32Array(nodeCount(graph)),
): Float64Array {
  const n = nodeCount(graph);
  requireSameLength("nodes and communities", { length: n }, communities);
  for (const seed of seeds) requireNumber("a seed", seed, 0, n - 1);
  const degrees = rowSums(graph);
  const chosen = [...new Set(seeds)].filter((seed) => degrees[seed]! > 0);
  if (chosen.length === 0) throw new TrustError("seeds_missing", "no seed has an edge");
  const count = groupCount(communities);
  const whole = new Float64Array(count);
  const seeded = new Float64Array(count);
  degrees.forEach((degree, node) => {
    whole[communities[node]!]! += degree;
  });
  for (const seed of chosen) seeded[communities[seed]!]! += degrees[seed]!;
  const reached = whole.reduce((sum, degree, community) => sum + (seeded[community]! > 0 ? degree : 0), 0);
  const all = whole.reduce((sum, degree) => sum + degree, 0);
  const trust = new Float64Array(n);
  for (const seed of chosen) trust[seed] = ((all / reached) * whole[communities[seed]!]! * degrees[seed]!) / seeded[communities[seed]!]!;
  return trust;
}

function spread({ offsets, targets, weights }: Csr, degrees: Float64Array, trust: Float64Array): Float64Array<ArrayBuffer> {
  const next = new Float64Array(trust.length);
  for (let node = 0; node < trust.length; node += 1) {
    if (trust[node] === 0) continue;
    const share = trust[node]! / degrees[node]!;
    for (let at = offsets[node]!; at < offsets[node + 1]!; at += 1) next[targets[at]!]! += share * weights[at]!;
  }
  return next;
}
