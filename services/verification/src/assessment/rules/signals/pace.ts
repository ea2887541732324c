import { message } from "@oneheart/messages";
import type { PaceFacts } from "../facts.ts";
import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "pace";

/** Whether the player sends evidence for far more quests than they, or others, usually do within an hour or a day. */
export const pace = ruleOf(code, ({ pace: facts }, rules) => {
  if (facts === undefined) return notEvaluated(code, message("signal.pace.not_looked"));
  const { most } = rules;
  if (most !== undefined && (facts.hour.count > most.hour || facts.day.count > most.day)) {
    const words = message("signal.pace.counted", { hour: facts.hour.count, day: facts.day.count });
    return found(code, facts.hour.count, rules.very_fast, words, { flag: "pace_very_fast", review: true });
  }
  const windows = [facts.hour, facts.day].filter(({ own_z, cohort_z }) => own_z !== null || cohort_z !== null);
  if (windows.length === 0) return notEvaluated(code, message("signal.pace.too_little"));
  const z = Math.max(...windows.filter(({ count }) => count >= rules.count_min).map(unusual), 0);
  const value = Math.round(z * 10) / 10;
  if (z >= rules.very_fast_z) {
    const words = message("signal.pace.very_fast");
    return found(code, value, rules.very_fast, words, { flag: "pace_very_fast", review: true });
  }
  if (z >= rules.fast_z) return found(code, value, rules.fast, message("signal.pace.fast"), { flag: "pace_fast" });
  return found(code, value, rules.usual, message("signal.pace.usual"));
});

/** Both comparisons must agree where there are two: what is usual for the player or for others is usual. */
function unusual({ own_z, cohort_z }: PaceFacts): number {
  return Math.min(own_z ?? Number.POSITIVE_INFINITY, cohort_z ?? Number.POSITIVE_INFINITY);
}
