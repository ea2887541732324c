import { type Csr, csrOf, sourcesOf } from "./csr.ts";
import type { WitnessGraph } from "./witness-graph.ts";

/** What groups of players confirm, one number per group. */
export interface GroupTotals {
  readonly size: Float64Array;
  readonly received: Float64Array;
  readonly given: Float64Array;
  /** What members confirmed of each other. */
  readonly inside: Float64Array;
  /** What each player received from outside their group. */
  readonly receivedFromOutside: Float64Array;
}

/** How many groups there are, numbered from 0. */
export function groupCount(groups: Uint32Array): number {
  return groups.reduce((most, group) => Math.max(most, group + 1), 0);
}

/** Adds up confirmations by group. `groups` has the group of each node. */
export function groupTotals(graph: WitnessGraph, groups: Uint32Array): GroupTotals {
  const count = groupCount(groups);
  const totals = {
    size: new Float64Array(count),
    received: new Float64Array(count),
    given: new Float64Array(count),
    inside: new Float64Array(count),
    receivedFromOutside: new Float64Array(groups.length),
  };
  for (const group of groups) totals.size[group]! += 1;
  const sources = sourcesOf(graph.given);
  for (let edge = 0; edge < sources.length; edge += 1) {
    const player = graph.given.targets[edge]!;
    const weight = graph.given.weights[edge]!;
    const from = groups[sources[edge]!]!;
    const to = groups[player]!;
    totals.given[from]! += weight;
    totals.received[to]! += weight;
    if (from === to) totals.inside[from]! += weight;
    else totals.receivedFromOutside[player]! += weight;
  }
  return totals;
}

/**
 * The graph of confirmations with those that a group gives to strangers scaled down to what strangers give to the group.
 * Confirming strangers is free, being confirmed by them is not, so only the latter may carry trust into a ring.
 */
export function boundedGiving(graph: WitnessGraph, groups: Uint32Array, totals: GroupTotals): Csr {
  const { targets, weights } = graph.given;
  const from = sourcesOf(graph.given);
  const factor = totals.received.map((received, group) => {
    const inside = totals.inside[group]!;
    return Math.min(1, (received - inside + 1) / (totals.given[group]! - inside + 1));
  });
  const bounded = weights.map((weight, edge) => {
    const group = groups[from[edge]!]!;
    return group === groups[targets[edge]!] ? weight : weight * factor[group]!;
  });
  return csrOf(groups.length, { from, to: targets, weights: bounded });
}

/** Sums of a value by group. */
export function sumsByGroup(values: Float64Array, groups: Uint32Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  values.forEach((value, node) => {
    sums[groups[node]!]! += value;
  });
  return sums;
}
