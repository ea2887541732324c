import { type HandlerInput, type RuleSet, verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { assess } from "../assessment/rules/assess.ts";
import type { Facts } from "../assessment/rules/facts.ts";
import { historyStore, type PastSubmission } from "../rule-sets/history-store.ts";
import { Comparer } from "../rule-sets/rules/compare.ts";
import { findRules, ruleSetStore } from "../rule-sets/store.ts";

const batch = 100;

/** Judges past submissions with a rule set and with the active one, from what was stored with them. Some at a time: others go on. */
export const backtestRules = handle(verificationContract.operations.backtestRules, async (input, ctx) => {
  if (input.rules === undefined && input.version === undefined) ctx.fail("rule_set_missing");
  const rules = input.rules ?? (await findRules(input.version!, ctx)) ?? ctx.fail("rule_set_not_found");
  const { active } = await ruleSetStore(ctx).inForce();
  const comparer = new Comparer(input.examples);
  let skipped = 0;
  let last: PastSubmission | undefined;
  let isMore = true;
  while (isMore && comparer.compared + skipped < input.limit && !ctx.signal.aborted) {
    const wanted = Math.min(batch, input.limit - comparer.compared - skipped);
    const page = await historyStore(ctx).past(spanOf(input), last, wanted + 1);
    isMore = page.length > wanted;
    for (const past of page.slice(0, wanted)) {
      if (past.facts === null) skipped += 1;
      else comparer.add(compared(past, past.facts, active, rules));
      last = past;
    }
  }
  return { version: rules.version, against: active.version, skipped, ...comparer.result(), truncated: isMore };
});

function compared({ proof_id, reviewed }: PastSubmission, facts: Facts, active: RuleSet, rules: RuleSet) {
  const [from, to] = [assess(facts, active), assess(facts, rules)];
  const scores = { from_score: from.score, to_score: to.score };
  return { proof_id, from: from.outcome, to: to.outcome, ...scores, reason_code: to.reason_code, reviewed };
}

function spanOf({ from, to }: HandlerInput<typeof verificationContract.operations.backtestRules>) {
  return { from: from === undefined ? undefined : new Date(from), to: to === undefined ? undefined : new Date(to) };
}
