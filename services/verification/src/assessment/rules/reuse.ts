import type { Reuse } from "./facts.ts";

/** Where and when a file was sent. */
export interface Submission {
  proof_id: string;
  quest_id: string;
  player_id: string;
  received_at: Date;
}

/** Quests that can no longer be handed in. */
export type GivenUp = ReadonlySet<string>;

/** How a proof relates to the other proofs of the identical file. The one that arrived first counts as the original. */
export function reuseOf(proof: Submission, others: readonly Submission[], given_up: GivenUp = new Set()): Reuse {
  const elsewhere = others.filter((other) => other.quest_id !== proof.quest_id);
  const strangers = elsewhere.filter((other) => other.player_id !== proof.player_id || !given_up.has(other.quest_id));
  const before = strangers.filter((other) => arrivedBefore(other, proof));
  const counted = before.length > 0 ? before : strangers;
  if (counted.length === 0 && elsewhere.length > 0) return { of: "given_up", when: "before" };
  if (counted.length === 0) return others.length === 0 ? { of: "nothing", when: "never" } : { of: "same_quest", when: "never" };
  const of = counted.some((other) => other.player_id !== proof.player_id) ? "other_player" : "other_quest";
  return { of, when: before.length > 0 ? "before" : "since" };
}

function arrivedBefore(one: Submission, other: Submission): boolean {
  const apart_ms = one.received_at.getTime() - other.received_at.getTime();
  return apart_ms < 0 || (apart_ms === 0 && one.proof_id < other.proof_id);
}
