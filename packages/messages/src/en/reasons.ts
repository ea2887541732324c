import { type AutomaticReason, automaticReasons, type ReviewReason, reviewReasons } from "@oneheart/contracts";
import { type Pattern, pattern } from "../pattern.ts";

type Plain = Pattern<Record<never, never>>;
type Codes = `reason.${ReviewReason | AutomaticReason}`;

const given = [
  ...Object.entries(reviewReasons).map(([code, { words }]) => [`reason.${code}`, words]),
  ...Object.entries(automaticReasons).map(([code, words]) => [`reason.${code}`, words]),
];

/** Why evidence was decided so, as its player reads it. The codes and their English words are part of the contract. */
export const reasons = {
  ...(Object.fromEntries(given) as Record<Codes, Plain>),
  "reason.unknown_verified": pattern("Your evidence was accepted."),
  "reason.unknown_in_review": pattern("Our checks could not decide, so a person looks at it."),
  "reason.unknown_rejected": pattern("Our checks found something that cannot be; the signals say what."),
};
