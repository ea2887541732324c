import type { ReviewDecision } from "@oneheart/contracts";

/** Either the proof is decided, or so many opinions are needed. */
export type Standing = { decision: ReviewDecision } | { needs: 2 | 3 };

/** Where opinions lead, in the order in which they came: a second one where it is wanted, a third where two disagree. */
export function standingOf(decisions: readonly ReviewDecision[], wantsSecond: boolean): Standing {
  const [first, second, third] = decisions;
  if (first === undefined) throw new RangeError("there is no opinion yet");
  if (second === undefined) return wantsSecond ? { needs: 2 } : { decision: first };
  if (first === second) return { decision: first };
  return third === undefined ? { needs: 3 } : { decision: third };
}
