import { message } from "@oneheart/messages";
import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "double_jpeg";

/** Whether the picture was saved as a JPEG before. Phones and messengers do that to honest pictures, so it weighs little. */
export const doubleJpeg = ruleOf(code, ({ double_jpeg: facts }, rules) => {
  const probability = facts?.probability;
  if (facts?.state !== "evaluated" || typeof probability !== "number") return notEvaluated(code, message("signal.double_jpeg.not_looked"));
  if (probability < rules.twice_from) return found(code, probability, rules.once, message("signal.double_jpeg.once"));
  return found(code, probability, rules.twice, message("signal.double_jpeg.twice"), { flag: "saved_again" });
});
