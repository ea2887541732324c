import { message } from "@oneheart/messages";
import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "ring";

/** Whether the players who confirm each other look like a ring. Honest friends do at times, so a person looks and nothing is rejected. */
export const ring = ruleOf(code, ({ ring: facts }, rules) => {
  if (facts === undefined || facts.state === "not_evaluated") return notEvaluated(code, message("signal.ring.too_little"));
  if (facts.score < rules.from) return found(code, facts.score, rules.none, message("signal.ring.none"));
  const words = message("signal.ring.found");
  return found(code, facts.score, rules.ring, words, { flag: "witness_ring", review: true });
});
