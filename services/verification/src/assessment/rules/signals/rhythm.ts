import { message } from "@oneheart/messages";
import { median } from "@oneheart/trust";
import type { RuleSet } from "../../../rule-sets/rules/rule-set.ts";
import { type Finding, found, notEvaluated, ruleOf } from "../finding.ts";

const code = "rhythm";

/** Whether evidence comes at intervals like clockwork, as a program's does, or mostly at night. */
export const rhythm = ruleOf(code, ({ rhythm: facts }, rules) => {
  const burst = burstOf(facts?.latest_s, rules.burst);
  if (burst !== undefined) return burst;
  if (facts === undefined || facts.variation === null || facts.pauses < rules.pauses_min)
    return notEvaluated(code, message("signal.rhythm.too_little"));
  if (facts.variation <= rules.variation_max) {
    const words = message("signal.rhythm.regular");
    return found(code, facts.variation, rules.regular, words, { flag: "rhythm_regular", review: true });
  }
  if (facts.night_at_least >= rules.night_share)
    return found(code, facts.night_at_least, rules.night, message("signal.rhythm.night"), {
      flag: "rhythm_night",
    });
  return found(code, facts.variation, rules.usual, message("signal.rhythm.usual"));
});

/** Quest after quest without the time that doing one takes. */
function burstOf(latest_s: readonly number[] = [], rules: NonNullable<RuleSet["rhythm"]>["burst"]): Finding | undefined {
  if (rules === undefined || latest_s.length < rules.pauses_min) return undefined;
  const pause_s = median(latest_s.slice(0, rules.pauses_min));
  if (pause_s > rules.pause_max_s) return undefined;
  const words = message("signal.rhythm.burst");
  return found(code, pause_s, rules.weight, words, { flag: "rhythm_burst", review: true });
}
