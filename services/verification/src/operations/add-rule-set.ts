import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentRules } from "../present-rules.ts";
import { type RuleSetRow, ruleSetStore } from "../rule-set-store.ts";
import { builtIn } from "../rules/rule-set.ts";

/** Keeps a rule set as a candidate. It changes nothing until it is activated. */
export const addRuleSet = handle(verificationContract.operations.addRuleSet, async ({ rules, note }, ctx) => {
  const { version } = rules;
  if (builtIn(version) !== undefined) ctx.fail("rule_version_taken");
  const made = { created_by: ctx.principal.playerId, created_at: ctx.clock.now(), activated_at: null };
  const row: RuleSetRow = { version, rules, status: "candidate", note: note ?? null, ...made };
  return ctx.transaction(async (tx) => {
    const store = ruleSetStore(tx);
    if (!(await store.add(row))) ctx.fail("rule_version_taken");
    return presentRules(rules, row, (await store.inForce()).active.version);
  });
});
