import { closeness } from "./closeness.ts";
import { rowSums, symmetric } from "./csr.ts";
import { boundedGiving, groupTotals, sumsByGroup } from "./groups.ts";
import { louvain } from "./louvain.ts";
import { iterationsFor, seedTrust, sybilRank } from "./sybil-rank.ts";
import type { WitnessGraph } from "./witness-graph.ts";

/** What the ring score looks at, in this order. Each is larger where more speaks for a ring. */
export const ringFeatureNames = ["group_isolation", "isolation", "clustering", "group_size", "group_intensity", "intensity"] as const;

/** How rings are looked for. */
export interface RingSettings {
  /**
   * Groups are sought as if in a community of this many players: Louvain's resolution is the number of players over it, so that
   * groups have the size of friends and rings however large the graph is.
   */
  readonly community_players: number;
  /** How many confirmations of an average player are mixed into what is known of a player, and of a group. */
  readonly player_prior: number;
  readonly group_prior: number;
}

export const defaultRingSettings: RingSettings = { community_players: 200, player_prior: 8, group_prior: 20 };

/** What was measured of every player. */
export interface RingMeasures {
  /** One group per node, by Louvain. */
  readonly groups: Uint32Array;
  /** Trust by degree, about 1 for an average honest player. */
  readonly trust: Float64Array;
  /** One row of features per node. */
  readonly features: Float64Array[];
}

/** Measures every player. `seeds` are nodes of players known to be honest, at least one in each zone. Throws `seeds_missing`. */
export function ringMeasures(graph: WitnessGraph, seeds: readonly number[], settings = defaultRingSettings): RingMeasures {
  const either = symmetric(graph.given);
  const groups = louvain(either, Math.max(1, graph.ids.length / settings.community_players));
  const totals = groupTotals(graph, groups);
  const count = totals.size.length;
  const bounded = symmetric(boundedGiving(graph, groups, totals));
  const degrees = rowSums(bounded);
  const iterations = Math.ceil(iterationsFor(groups.length) / 2);
  const trust = sybilRank(bounded, seedTrust(bounded, seeds, louvain(either)), iterations);

  const { clustering } = closeness(graph);
  const groupTrust = sumsByGroup(times(trust, degrees), groups, count);
  const groupDegrees = sumsByGroup(degrees, groups, count);
  const groupClustering = sumsByGroup(times(clustering, graph.receivedSums), groups, count);

  const average = graph.receivedSums.reduce((sum, received) => sum + received, 0) / groups.length;
  const features = graph.ids.map((_, node) => {
    const group = groups[node]!;
    const received = graph.receivedSums[node]!;
    const prior = settings.player_prior;
    const trustOfGroup = mixed(groupTrust[group]!, groupDegrees[group]!, 1, settings.group_prior);
    const trustOfPlayer = mixed(trust[node]! * degrees[node]!, degrees[node]!, trustOfGroup, prior);
    const closed = mixed(clustering[node]! * received, received, groupClustering[group]! / (totals.received[group]! + prior), prior);
    return Float64Array.of(
      1 - Math.min(1, trustOfGroup),
      1 - Math.min(1, trustOfPlayer),
      closed,
      Math.log(totals.size[group]!),
      Math.log1p(totals.inside[group]! / totals.size[group]! / average),
      Math.log1p((received - totals.receivedFromOutside[node]!) / average),
    );
  });
  return { groups, trust, features };
}

/** A mean of which `weight` is known, mixed with `prior_weight` of what is expected. */
function mixed(sum: number, weight: number, expected: number, prior_weight: number): number {
  return (sum + prior_weight * expected) / (weight + prior_weight);
}

function times(values: Float64Array, weights: Float64Array): Float64Array {
  return values.map((value, index) => value * weights[index]!);
}
