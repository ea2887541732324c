import { calibratedProbability } from "@oneheart/trust";
import type { RuleSet } from "../../rule-sets/rules/rule-set.ts";

/** What a score is made of. */
export interface Weighed {
  code: string;
  weight: number;
}

type FuseRules = Pick<RuleSet, "signal_max" | "total_max" | "fitted">;

/**
 * Adds capped log-odds, in thousandths, and gives P(authentic) as a score of 0 to 100. Nothing at all is 50. A rule set that was
 * fitted to labels has its own factors and map; nothing is ever certain, so that its score stays within 1 and 99.
 */
export function fuse(signals: readonly Weighed[], { signal_max, total_max, fitted }: FuseRules): number {
  if (fitted !== undefined) return clamp(Math.round(100 * calibratedProbability(fitted, signals)), 1, 99);
  const sum = signals.reduce((total, { weight }) => total + clamp(weight, -signal_max, signal_max), 0);
  return Math.round(100 / (1 + Math.exp(-clamp(sum, -total_max, total_max) / 1000)));
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
