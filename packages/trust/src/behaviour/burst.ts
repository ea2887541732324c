import { requireNumber } from "../errors.ts";
import { countScaleMin, type RobustZ, robustZ } from "../robust/robust.ts";

/** How much was handed in within a window, against what the player, and others, usually hand in within one. */
export interface BurstFinding {
  readonly window_ms: number;
  readonly count: number;
  readonly own: RobustZ;
  readonly cohort: RobustZ;
}

/**
 * Looks at the window that ends at `at_ms`. `times_ms` are the player's submissions, in any order; `cohort_counts` are counts of
 * other players in windows of the same length in which they handed something in. The own history is cut into such windows
 * backwards from the one looked at; those without submissions do not count, so that coming back after a pause is no burst.
 */
export function submissionBurst(
  times_ms: readonly number[],
  at_ms: number,
  window_ms: number,
  cohort_counts: readonly number[],
): BurstFinding {
  requireNumber("window_ms", window_ms, 1);
  const counts = new Map<number, number>();
  for (const time of times_ms) {
    requireNumber("a time", time);
    if (time > at_ms) continue;
    const window = Math.floor((at_ms - time) / window_ms);
    counts.set(window, (counts.get(window) ?? 0) + 1);
  }
  const count = counts.get(0) ?? 0;
  counts.delete(0);
  const history = [...counts.values()];
  return {
    window_ms,
    count,
    own: robustZ(count, history, countScaleMin(history)),
    cohort: robustZ(count, cohort_counts, countScaleMin(cohort_counts)),
  };
}
