import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "ring";

/** Whether the players who confirm each other look like a ring. Honest friends do at times, so a person looks and nothing is rejected. */
export const ring = ruleOf(code, ({ ring: facts }, rules) => {
  if (facts === undefined || facts.state === "not_evaluated")
    return notEvaluated(code, "Too little is known of who confirms whom to say anything.");
  if (facts.score < rules.from) return found(code, facts.score, rules.none, "Your evidence is confirmed by different people.");
  const words = "Your evidence is mostly confirmed by a closed circle of players, so a person looks at it.";
  return found(code, facts.score, rules.ring, words, { flag: "witness_ring", review: true });
});
