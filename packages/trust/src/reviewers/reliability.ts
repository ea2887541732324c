import { wilson } from "../calibration/wilson.ts";
import { requireNumber } from "../errors.ts";

/** How often somebody agreed, of how many times they could have. */
export interface Agreement {
  readonly agreed: number;
  readonly n: number;
}

/** How far a reviewer's decisions can be relied on. */
export interface ReviewerReliability {
  /** The share of agreement, seeded cases in full and second opinions by their weight; null with nothing to go by. */
  readonly agreement: number | null;
  /** It is at least this (Wilson, 95 %): what a reviewer is judged by, so that few cases give no high rank. */
  readonly at_least: number;
  /** The seeded cases alone. */
  readonly seeded_at_least: number;
  /** The weighted number of cases. */
  readonly n: number;
}

/**
 * Reliability from cases whose answer was known and from blind second opinions. A second opinion is itself sometimes wrong,
 * so it counts `second_weight` of a case. Throws `number_invalid` where more was agreed than was asked.
 */
export function reviewerReliability(seeded: Agreement, second: Agreement, second_weight = 0.5): ReviewerReliability {
  requireNumber("second_weight", second_weight, 0, 1);
  for (const { agreed, n } of [seeded, second]) {
    requireNumber("n", n, 0);
    requireNumber("agreed", agreed, 0, n);
  }
  const n = seeded.n + second_weight * second.n;
  const agreed = seeded.agreed + second_weight * second.agreed;
  return {
    agreement: n === 0 ? null : agreed / n,
    at_least: wilson(agreed, n).lower,
    seeded_at_least: wilson(seeded.agreed, seeded.n).lower,
    n,
  };
}
