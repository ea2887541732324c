import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "screenshot";

/** Whether the picture looks like a screen or a drawing and not like a photograph. A model's word: it may send to a person, no more. */
export const screenshot = ruleOf(code, ({ screenshot: facts }, rules) => {
  const probability = facts?.probability;
  if (facts?.state !== "evaluated" || typeof probability !== "number")
    return notEvaluated(code, "Whether this is a photograph or a screenshot was not looked at.");
  if (probability >= rules.screenshot_from) {
    const words = "The picture looks like a screenshot or a drawing, so a person looks at it.";
    return found(code, probability, rules.screenshot, words, { flag: "screenshot", review: true });
  }
  if (probability >= rules.doubtful_from)
    return found(code, probability, rules.doubtful, "The picture has something of a screenshot.", { flag: "screenshot_doubtful" });
  return found(code, probability, rules.photograph, "The picture looks like a photograph.");
});
