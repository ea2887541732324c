import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentRules } from "../rule-sets/present.ts";
import { builtIn } from "../rule-sets/rules/rule-set.ts";
import { type RuleSetRow, ruleSetStore } from "../rule-sets/store.ts";

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
