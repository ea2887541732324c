import { verificationContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { assessmentStore } from "../assessment/store.ts";
import { daysAfter } from "../review/rules/appeal.ts";
import { isDrawn } from "../review/rules/draw.ts";
import { drawSecret } from "../review/secret.ts";
import { policyStore } from "../review/store/policy.ts";
import { queueStore } from "../review/store/queue.ts";

/** Draws automatic approvals for an audit, after the reward. Which ones follows from the proof and a secret. */
export const onActionVerified = subscribe("on-action-verified", verificationContract.events.actionVerified, async ({ proof_ids }, ctx) => {
  const { audit_bps, appeal_decision_days } = await policyStore(ctx).get();
  const secret = drawSecret(ctx);
  const drawn = proof_ids.filter((proof_id) => isDrawn(secret, `audit:${proof_id}`, audit_bps));
  if (drawn.length === 0) return;
  const now = ctx.clock.now();
  await ctx.once(async (tx) => {
    for (const { proof_id, status, decision } of await assessmentStore(tx).find(drawn)) {
      const isAutomatic = status === "verified" && decision.decided_by === "rules";
      if (isAutomatic) await queueStore(tx).add(proof_id, "audit", now, daysAfter(now, appeal_decision_days));
    }
  });
});
