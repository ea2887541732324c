import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentRules } from "../rule-sets/present.ts";
import { ruleSetStore } from "../rule-sets/store.ts";

/** Makes a rule set in the shadow a candidate again. */
export const unshadowRules = handle(verificationContract.operations.unshadowRules, async ({ id }, ctx) =>
  ctx.transaction(async (tx) => {
    const store = ruleSetStore(tx);
    await store.lock();
    const row = (await store.get(id)) ?? ctx.fail("rule_set_not_found");
    const { active } = await store.inForce();
    if (row.status !== "shadow") return presentRules(row.rules, row, active.version);
    await store.setStatus(id, "candidate");
    return presentRules(row.rules, { ...row, status: "candidate" }, active.version);
  }),
);
