import type { ModelFacts } from "../facts.ts";
import { type Finding, found, notEvaluated, type Rule, ruleOf } from "../finding.ts";

/** What each kind of model looks for, in words that follow "Whether the picture". */
const questions = {
  synthetic: "was generated",
  splice: "was put together from several",
  recapture: "was taken from a screen or a print",
  nsfw: "shows what nobody should have to see",
} as const;
type Task = keyof typeof questions;

/** One signal for each kind of model that an operator may install. A model may send to a person; it never rejects, and it never clears. */
export const models: readonly Rule[] = (Object.keys(questions) as Task[]).map((task) =>
  ruleOf("models", ({ models: facts }, rules) => {
    const code = `model_${task}` as const;
    const asked = `Whether the picture ${questions[task]}`;
    if (facts === undefined) return notEvaluated(code, `${asked} was not looked at.`);
    const scores = facts.scores.filter((score) => score.task === task);
    const [worst] = scores.filter(isScored).sort((a, b) => b.probability - a.probability);
    if (worst === undefined) return unanswered(code, asked, scores, facts.slots[task]);
    const { probability, action } = worst;
    const value = Math.round(probability * 1000) / 1000;
    const weight =
      task === "nsfw" || action === "info" ? 0 : 0 - Math.min(rules.weight_max, Math.max(0, Math.round(worst.log_odds * 1000)));
    if (action === "info" || probability < rules.review_from)
      return found(code, value, weight, `${asked} was asked of a model, which found no reason for a person to look.`);
    const words = `A model found it possible that the picture ${questions[task]}, so a person looks at it.`;
    return found(code, value, weight, words, { flag: code, review: true });
  }),
);

type Score = ModelFacts["scores"][number];

function isScored(score: Score): score is Extract<Score, { status: "ok" }> {
  return score.status === "ok";
}

/** Nothing was said: of a model that failed that is an error, of an empty slot it is not. */
function unanswered(code: string, asked: string, scores: readonly Score[], slot = "no model installed"): Finding {
  const silent = scores.filter((score) => !isScored(score));
  const failed = silent.find((score) => score.status === "error");
  const why = failed?.explanation ?? silent[0]?.explanation ?? slot;
  const finding = notEvaluated(code, `${asked} could not be looked at: ${why}.`);
  return failed === undefined ? finding : { ...finding, signal: { ...finding.signal, status: "error" } };
}
