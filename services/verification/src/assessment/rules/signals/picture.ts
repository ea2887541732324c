import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "picture";

/** Whether there is enough to see to be evidence of anything: a least size, and detail as a lens sees it. A person looks otherwise. */
export const picture = ruleOf(code, ({ picture: facts, media }, rules) => {
  const what = media.kind === "image" ? "picture" : "video";
  if (facts === undefined) return notEvaluated(code, `How much there is to see in the ${what} was not looked at.`);
  const { width, height, structure } = facts;
  if (Math.min(width, height) < rules.short_side_min || Math.max(width, height) < rules.long_side_min) {
    const words = `The ${what} has only ${width} by ${height} pixels, too few to show much, so a person looks at it. Send the original.`;
    return found(code, `${width}x${height}`, rules.too_small, words, { flag: "picture_too_small", review: true });
  }
  if (structure < rules.structure_min) {
    const words = `The ${what} shows noise, waves or blots and no objects, so a person looks at it.`;
    return found(code, structure, rules.patterned, words, { flag: "picture_patterned", review: true });
  }
  return found(code, structure, rules.enough, `There is enough to see in the ${what}.`);
});
