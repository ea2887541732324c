import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "rhythm";

/** Whether evidence comes at intervals like clockwork, as a program's does, or mostly at night. */
export const rhythm = ruleOf(code, ({ rhythm: facts }, rules) => {
  if (facts === undefined || facts.variation === null || facts.pauses < rules.pauses_min)
    return notEvaluated(code, "There is too little to say anything about when you send evidence.");
  if (facts.variation <= rules.variation_max) {
    const words = "Your evidence arrives at nearly equal intervals, as if sent by a program, so a person looks at it.";
    return found(code, facts.variation, rules.regular, words, { flag: "rhythm_regular", review: true });
  }
  if (facts.night_at_least >= rules.night_share)
    return found(code, facts.night_at_least, rules.night, "Most of your evidence is captured in the middle of the night.", {
      flag: "rhythm_night",
    });
  return found(code, facts.variation, rules.usual, "Your evidence arrives at times as people's does.");
});
