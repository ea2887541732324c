import { edgeAt, nodeCount, weightBetween } from "./csr.ts";
import type { WitnessGraph } from "./witness-graph.ts";

/** How closed the circle is that confirms a player. Both shares look at what was received, which a player cannot dilute by giving. */
export interface Closeness {
  /**
   * The share of the received confirmations that was returned: Σ min(received, given) / Σ received, the node's part of weighted
   * reciprocity (Squartini, Picciolo, Ruzzenenti, Garlaschelli, Scientific Reports 3, 2013).
   */
  readonly reciprocity: Float64Array;
  /**
   * How likely the witnesses of two confirmations, two different ones, confirm each other: clustering (Watts and Strogatz 1998),
   * with each pair of witnesses weighed by what was received from them (after Barrat et al., PNAS 101, 2004). 0 with one witness.
   */
  readonly clustering: Float64Array;
}

/** Reciprocity and clustering of every node; O(Σ k²) for k witnesses of a node, of whom the `witnesses_max` strongest count. */
export function closeness(graph: WitnessGraph, witnesses_max = 64): Closeness {
  const n = nodeCount(graph.received);
  const reciprocity = new Float64Array(n);
  const clustering = new Float64Array(n);
  for (let node = 0; node < n; node += 1) {
    reciprocity[node] = returnedShare(graph, node);
    clustering[node] = closedShare(graph, node, witnesses_max);
  }
  return { reciprocity, clustering };
}

function returnedShare({ received, given, receivedSums }: WitnessGraph, node: number): number {
  let returned = 0;
  for (let at = received.offsets[node]!; at < received.offsets[node + 1]!; at += 1)
    returned += Math.min(received.weights[at]!, weightBetween(given, node, received.targets[at]!));
  return receivedSums[node] === 0 ? 0 : returned / receivedSums[node]!;
}

function closedShare(graph: WitnessGraph, node: number, witnesses_max: number): number {
  const witnesses = strongest(graph, node, witnesses_max);
  let closed = 0;
  let all = 0;
  for (let one = 0; one < witnesses.length; one += 1) {
    for (let other = one + 1; other < witnesses.length; other += 1) {
      const pair = witnesses[one]!.weight * witnesses[other]!.weight;
      all += pair;
      if (linked(graph, witnesses[one]!.node, witnesses[other]!.node)) closed += pair;
    }
  }
  return all === 0 ? 0 : closed / all;
}

function strongest({ received }: WitnessGraph, node: number, count: number): Array<{ node: number; weight: number }> {
  const witnesses: Array<{ node: number; weight: number }> = [];
  for (let at = received.offsets[node]!; at < received.offsets[node + 1]!; at += 1)
    witnesses.push({ node: received.targets[at]!, weight: received.weights[at]! });
  if (witnesses.length <= count) return witnesses;
  return witnesses.sort((a, b) => b.weight - a.weight || a.node - b.node).slice(0, count);
}

function linked({ given }: WitnessGraph, one: number, other: number): boolean {
  return edgeAt(given, one, other) >= 0 || edgeAt(given, other, one) >= 0;
}
