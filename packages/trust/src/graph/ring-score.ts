import { sigmoid } from "../calibration/logistic.ts";
import { defaultRingSettings, ringFeatureNames, ringMeasures } from "./ring-features.ts";
import type { WitnessGraph } from "./witness-graph.ts";

/** Fitted by `packages/simulation/training/ring-weights.ts` to generated worlds; how well they do on others is in the benchmark. */
export const ringWeights = {
  version: "rings-1",
  intercept: -17.981,
  factors: {
    group_isolation: 7.74,
    isolation: 7.472,
    clustering: 4.356,
    group_size: 1.057,
    group_intensity: 7.321,
    intensity: 1.521,
  } satisfies Record<(typeof ringFeatureNames)[number], number>,
} as const;

/**
 * From this score on a player goes to review. Chosen on a generated world of its own: about 0.6 % of honest groups of friends then
 * have a member in review.
 */
export const ringReviewFrom = 0.1;

/** The scores of a graph. A score is from 0 to 1 and orders players for review; it is no probability and never rejects. */
export interface RingScores {
  readonly version: string;
  /** One score per node. */
  readonly scores: Float64Array;
  /** One group per node. */
  readonly groups: Uint32Array;
  /** SybilRank's trust by degree, about 1 for an average honest player. */
  readonly trust: Float64Array;
  /** Groups in which at least half of the members score `ring_from` or more, the highest mean first. */
  readonly rings: Ring[];
}

/** A group that looks like a ring. */
export interface Ring {
  readonly group: number;
  /** The mean of the members' scores. */
  readonly score: number;
  /** Players, the highest score first. */
  readonly members: string[];
}

/**
 * Scores every player by how much the circle that confirms them looks like a ring: far from known honest players, dense, and
 * busy with itself. `known_honest` should have players in every zone. Throws `seeds_missing`.
 */
export function ringScores(
  graph: WitnessGraph,
  known_honest: readonly string[],
  ring_from = ringReviewFrom,
  settings = defaultRingSettings,
): RingScores {
  const seeds = known_honest.flatMap((player) => graph.nodes.get(player) ?? []);
  const { groups, trust, features } = ringMeasures(graph, seeds, settings);
  const factors = ringFeatureNames.map((name) => ringWeights.factors[name]);
  const scores = Float64Array.from(features, (row) =>
    sigmoid(row.reduce((sum, value, index) => sum + factors[index]! * value, ringWeights.intercept)),
  );
  return { version: ringWeights.version, scores, groups, trust, rings: ringsOf(graph, scores, groups, ring_from) };
}

function ringsOf(graph: WitnessGraph, scores: Float64Array, groups: Uint32Array, ring_from: number): Ring[] {
  const rings: Ring[] = [];
  for (const [group, nodes] of Map.groupBy(groups.keys(), (node) => groups[node]!)) {
    if (2 * nodes.filter((node) => scores[node]! >= ring_from).length < nodes.length) continue;
    const members = nodes.toSorted((a, b) => scores[b]! - scores[a]! || a - b).map((node) => graph.ids[node]!);
    rings.push({ group, score: nodes.reduce((sum, node) => sum + scores[node]!, 0) / nodes.length, members });
  }
  return rings.sort((a, b) => b.score - a.score || a.group - b.group);
}
