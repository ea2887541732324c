import { message } from "@oneheart/messages";
import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "screenshot";

/** Whether the picture looks like a screen or a drawing and not like a photograph. A model's word: it may send to a person, no more. */
export const screenshot = ruleOf(code, ({ screenshot: facts }, rules) => {
  const probability = facts?.probability;
  if (facts?.state !== "evaluated" || typeof probability !== "number") return notEvaluated(code, message("signal.screenshot.not_looked"));
  if (probability >= rules.screenshot_from) {
    const words = message("signal.screenshot.found");
    return found(code, probability, rules.screenshot, words, { flag: "screenshot", review: true });
  }
  if (probability >= rules.doubtful_from)
    return found(code, probability, rules.doubtful, message("signal.screenshot.doubtful"), { flag: "screenshot_doubtful" });
  return found(code, probability, rules.photograph, message("signal.screenshot.photograph"));
});
