import type { ReviewDecision, ReviewPolicy } from "@oneheart/contracts";

/** What a first opinion is judged by. */
export interface FirstOpinion {
  purpose: "decision" | "audit" | "appeal" | "known";
  decision: ReviewDecision;
  stake_tokens: number;
  /** There is a provable fact against it. */
  hard: boolean;
  decides_alone: boolean;
  /** It fell to the share that gets a second opinion. */
  is_drawn: boolean;
  /** Somebody else reviewed here lately. */
  has_others: boolean;
}

/**
 * Whether a first opinion needs a blind second one. Nobody approves alone what a hard flag speaks against. Otherwise an appeal is a
 * second look itself. Nothing is taken from a player after an audit on one word. The share is waived where there is nobody to give it;
 * what guards players and the programme is not.
 */
export function wantsSecondOpinion(
  first: FirstOpinion,
  { second_opinion_from_tokens }: Pick<ReviewPolicy, "second_opinion_from_tokens">,
): boolean {
  if (first.purpose === "known") return false;
  if (first.hard && first.decision === "approve") return true;
  if (first.purpose === "appeal") return false;
  const isRejection = first.decision === "reject";
  if (first.purpose === "audit" && isRejection) return true;
  if (isRejection && first.stake_tokens >= second_opinion_from_tokens) return true;
  return !first.decides_alone || (first.is_drawn && first.has_others);
}
