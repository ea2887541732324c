import type { ReviewPolicy } from "@oneheart/contracts";
import { reviewerReliability } from "@oneheart/trust";

/** What is counted of a reviewer. */
export interface Counts {
  known_n: number;
  known_agreed: number;
  second_n: number;
  second_agreed: number;
}

/** How far a reviewer can be relied on, and whether their word alone is enough: until enough cases speak against it, it is. */
export function reliabilityOf(counts: Counts, policy: Pick<ReviewPolicy, "reliability_min_bps" | "reliability_min_cases">) {
  const known = { agreed: counts.known_agreed, n: counts.known_n };
  const second = { agreed: counts.second_agreed, n: counts.second_n };
  const { agreement, at_least } = reviewerReliability(known, second);
  const isJudged = known.n + second.n >= policy.reliability_min_cases;
  return { known, second, agreement, at_least, decides_alone: !isJudged || at_least * 10_000 >= policy.reliability_min_bps };
}
