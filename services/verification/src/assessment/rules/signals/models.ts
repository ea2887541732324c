import { type Message, message } from "@oneheart/messages";
import type { ModelFacts } from "../facts.ts";
import { type Finding, found, notEvaluated, type Rule, ruleOf } from "../finding.ts";

/** What models look for; the catalogue of messages has a question for each. */
const tasks = ["synthetic", "splice", "recapture", "nsfw"] as const;
type Task = (typeof tasks)[number];

const couldNotBeAsked = message("signal.model.why.could_not_be_asked");

/** Why nothing was said, by the code of a slot or of an answer. */
const reasons: Readonly<Record<string, Message>> = {
  model_missing: message("signal.model.why.no_model_installed"),
  runtime_missing: message("signal.model.why.runtime_not_installed"),
  not_calibrated: message("signal.model.why.not_calibrated"),
  // The process that runs the model gave no answer.
  task_threw: couldNotBeAsked,
  timed_out: couldNotBeAsked,
  out_of_memory: couldNotBeAsked,
  crashed: couldNotBeAsked,
  queue_full: couldNotBeAsked,
  circuit_open: couldNotBeAsked,
  // What stands in facts of earlier versions.
  resting: couldNotBeAsked,
  "no model installed": message("signal.model.why.no_model_installed"),
  "runtime not installed": message("signal.model.why.runtime_not_installed"),
  "not calibrated": message("signal.model.why.not_calibrated"),
};

/** One signal for each kind of model that an operator may install. A model may send to a person; it never rejects, and it never clears. */
export const models: readonly Rule[] = tasks.map((task) =>
  ruleOf("models", ({ models: facts }, rules) => {
    const code = `model_${task}` as const;
    if (facts === undefined) return notEvaluated(code, message("signal.model.not_looked", { task }));
    const scores = facts.scores.filter((score) => score.task === task);
    // What may send to a person comes before what is only shown.
    const [worst] = scores
      .filter(isScored)
      .sort((a, b) => Number(b.action === "review") - Number(a.action === "review") || b.probability - a.probability);
    if (worst === undefined) return unanswered(code, task, scores, facts.slots[task]);
    const { probability, action } = worst;
    const value = Math.round(probability * 1000) / 1000;
    const weight = task === "nsfw" ? 0 : 0 - Math.min(rules.weight_max, Math.max(0, Math.round(worst.log_odds * 1000)));
    if (action === "info")
      return found(code, value, 0, withFigures(message("signal.model.information", { task, probability: value }), worst));
    if (probability < rules.review_from) return found(code, value, weight, withFigures(message("signal.model.no_reason", { task }), worst));
    return found(code, value, weight, withFigures(message("signal.model.possible", { task }), worst), { flag: code, review: true });
  }),
);

type Score = ModelFacts["scores"][number];

function isScored(score: Score): score is Extract<Score, { status: "ok" }> {
  return score.status === "ok";
}

/** What the model is worth stands beside what it says, where it was measured. */
function withFigures(said: Message, { measured }: Score): Message {
  if (measured === undefined || measured === null) return said;
  const auc = measured.auc_strict.toFixed(2);
  const [generators, sources] = [named(measured.found_by_generator), named(measured.flagged_by_source)];
  return message("signal.model.measured", { said, auc, generators, sources });
}

function named(shares: Readonly<Record<string, number>>): string {
  return Object.entries(shares)
    .map(([name, share]) => `${name} ${Math.round(share * 100)} %`)
    .join(", ");
}

/** Nothing was said: of a model that failed that is an error, of an empty slot it is not. */
function unanswered(code: string, task: Task, scores: readonly Score[], slot = "model_missing"): Finding {
  const silent = scores.filter((score) => !isScored(score));
  const failed = silent.find((score) => score.status === "error");
  const silence = failed ?? silent[0];
  // A model's own error has no message yet: it is told in the words that came with it.
  const why = reasons[silence?.code ?? slot] ?? silence?.explanation ?? slot;
  const finding = notEvaluated(code, message("signal.model.unanswered", { task, why }));
  return failed === undefined ? finding : { ...finding, signal: { ...finding.signal, status: "error" } };
}
