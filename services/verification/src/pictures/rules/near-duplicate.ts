import type { NearestDuplicate } from "../../assessment/rules/facts.ts";
import { type GivenUp, reuseOf, type Submission } from "../../assessment/rules/reuse.ts";

/** Another proof whose picture looks like this one's. */
export interface NearDuplicate extends Submission {
  distance: number;
}

/**
 * The proofs that look alike, those that say the most first. Those for other quests come before those for the same, where one is
 * expected; the same picture before a similar one, what arrived before before what arrived since, then the nearest.
 */
export function inOrderOfWeight(
  proof: Submission,
  others: readonly NearDuplicate[],
  same_max: number,
  given_up: GivenUp = new Set(),
): NearestDuplicate[] {
  return others
    .map((other) => ({ proof_id: other.proof_id, distance: other.distance, ...reuseOf(proof, [other], given_up) }))
    .sort((a, b) => rank(a, same_max) - rank(b, same_max) || a.distance - b.distance || (a.proof_id < b.proof_id ? -1 : 1));
}

function rank({ of, when, distance }: NearestDuplicate, same_max: number): number {
  return (of === "same_quest" || of === "given_up" ? 4 : 0) + (distance > same_max ? 2 : 0) + (when === "since" ? 1 : 0);
}
