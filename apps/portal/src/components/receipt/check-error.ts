import type { receiptWords } from "./receipt-words.ts";

/** Why a receipt has no good verdict, as the words of the portal have it. */
export type Why = Extract<NonNullable<(typeof receiptWords)["key"]>, `why_${string}`>;

/** `refused`: the receipt was checked and is wrong. `undecided`: it could not be checked. */
export class CheckError extends Error {
  readonly verdict: "refused" | "undecided";
  readonly why: Why;
  readonly values: Record<string, string | number>;

  constructor(verdict: "refused" | "undecided", why: Why, values: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(why, options);
    this.name = "CheckError";
    this.verdict = verdict;
    this.why = why;
    this.values = values;
  }
}
