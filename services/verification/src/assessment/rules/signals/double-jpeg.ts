import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "double_jpeg";

/** Whether the picture was saved as a JPEG before. Phones and messengers do that to honest pictures, so it weighs little. */
export const doubleJpeg = ruleOf(code, ({ double_jpeg: facts }, rules) => {
  const probability = facts?.probability;
  if (facts?.state !== "evaluated" || typeof probability !== "number")
    return notEvaluated(code, "Whether the picture was saved more than once was not looked at.");
  if (probability < rules.twice_from) return found(code, probability, rules.once, "The picture shows no traces of being saved again.");
  const words = "The picture seems to have been saved again after it was taken, as editors and messengers do.";
  return found(code, probability, rules.twice, words, { flag: "saved_again" });
});
