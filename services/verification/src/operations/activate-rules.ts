import { verificationContract } from "@oneheart/contracts";
import { handleApproved } from "@oneheart/kernel";
import { presentRules } from "../rule-sets/present.ts";
import { findRules, ruleSetStore } from "../rule-sets/store.ts";

/** Decides with this rule set from now on, also when it is an older one again. Nothing that was decided changes. */
export const activateRules = handleApproved(verificationContract.operations.activateRules, {
  async change({ id }, ctx) {
    const rules = (await findRules(id, ctx)) ?? ctx.fail("rule_set_not_found");
    const { active } = await ruleSetStore(ctx).inForce();
    return { before: { ...active }, after: { ...rules } };
  },
  async run({ id }, ctx) {
    const rules = (await findRules(id, ctx)) ?? ctx.fail("rule_set_not_found");
    const now = ctx.clock.now();
    return ctx.transaction(async (tx) => {
      const store = ruleSetStore(tx);
      await store.lock();
      const made = { created_by: null, created_at: now, activated_at: null };
      await store.add({ version: id, rules, status: "candidate", note: null, ...made });
      await store.activate(id, now);
      return presentRules(rules, await store.get(id), id);
    });
  },
});
