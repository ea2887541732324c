import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentRules } from "../rule-sets/present.ts";
import { findRules, ruleSetStore } from "../rule-sets/store.ts";

/** One rule set, of the program or added. */
export const getRuleSet = handle(verificationContract.operations.getRuleSet, async ({ id }, ctx) => {
  const rules = (await findRules(id, ctx)) ?? ctx.fail("rule_set_not_found");
  const store = ruleSetStore(ctx);
  return presentRules(rules, await store.get(id), (await store.inForce()).active.version);
});
