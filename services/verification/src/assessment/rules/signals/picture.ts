import { message } from "@oneheart/messages";
import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "picture";

/** Whether there is enough to see to be evidence of anything: a least size, and detail as a lens sees it. A person looks otherwise. */
export const picture = ruleOf(code, ({ picture: facts, media }, rules) => {
  const { kind } = media;
  if (facts === undefined) return notEvaluated(code, message("signal.picture.not_looked", { kind }));
  const { width, height, structure } = facts;
  if (Math.min(width, height) < rules.short_side_min || Math.max(width, height) < rules.long_side_min) {
    const words = message("signal.picture.too_small", { kind, width, height });
    return found(code, `${width}x${height}`, rules.too_small, words, { flag: "picture_too_small", review: true });
  }
  if (structure < rules.structure_min) {
    const words = message("signal.picture.patterned", { kind });
    return found(code, structure, rules.patterned, words, { flag: "picture_patterned", review: true });
  }
  return found(code, structure, rules.enough, message("signal.picture.enough", { kind }));
});
