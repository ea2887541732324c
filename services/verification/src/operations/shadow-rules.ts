import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentRules } from "../rule-sets/present.ts";
import { ruleSetStore } from "../rule-sets/store.ts";

const shadowsMax = 3;

/** Lets a candidate assess every proof from now on beside the active rule set, without any effect. */
export const shadowRules = handle(verificationContract.operations.shadowRules, async ({ id }, ctx) =>
  ctx.transaction(async (tx) => {
    const store = ruleSetStore(tx);
    await store.lock();
    const row = (await store.get(id)) ?? ctx.fail("rule_set_not_found");
    const { active } = await store.inForce();
    if (row.status === "shadow") return presentRules(row.rules, row, active.version);
    if (row.status !== "candidate") ctx.fail("rule_set_not_candidate", { status: row.status });
    if ((await store.shadowCount()) >= shadowsMax) ctx.fail("too_many_shadows", { max: shadowsMax });
    await store.setStatus(id, "shadow");
    return presentRules(row.rules, { ...row, status: "shadow" }, active.version);
  }),
);
