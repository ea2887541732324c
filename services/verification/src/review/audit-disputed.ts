import type { BaseContext } from "@oneheart/kernel";
import type { Facts } from "../assessment/rules/facts.ts";
import { assessmentStore } from "../assessment/store.ts";
import { gatherWitnesses } from "../behaviour/gather-witnesses.ts";
import { caseStore } from "../cases/store.ts";
import { daysAfter } from "./rules/appeal.ts";
import { isDisputable, isNewlyDisputed } from "./rules/dispute.ts";
import { policyStore } from "./store/policy.ts";
import { queueStore } from "./store/queue.ts";

/** Has people look at an automatic approval that witnesses dispute, once. Until they decided, everything stays as it is. */
export async function auditDisputed(proof_id: string, ctx: BaseContext): Promise<void> {
  const now = ctx.clock.now();
  const { appeal_days, appeal_decision_days } = await policyStore(ctx).get();
  const found = await assessmentStore(ctx).get(proof_id);
  if (found === undefined || !isDisputable(found, appeal_days, now)) return;
  const { required, statements: known } = (found.facts as Facts).witnesses ?? { required: 0, statements: [] };
  const { statements: said } = await gatherWitnesses(proof_id, required, ctx);
  if (!isNewlyDisputed(known, said)) return;
  await ctx.transaction(async (tx) => {
    await caseStore(tx).lockAction(found.action_id);
    const row = await assessmentStore(tx).lock(proof_id);
    if (row === undefined || !isDisputable(row, appeal_days, now)) return;
    await queueStore(tx).add(proof_id, "audit", now, daysAfter(now, appeal_decision_days), { disputed: true });
  });
}
