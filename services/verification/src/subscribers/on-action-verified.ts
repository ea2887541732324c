import { verificationInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { assessmentStore } from "../assessment/store.ts";
import { caseStore } from "../cases/store.ts";
import { daysAfter } from "../review/rules/appeal.ts";
import { isDrawn } from "../review/rules/draw.ts";
import { drawSecret } from "../review/secret.ts";
import { policyStore } from "../review/store/policy.ts";
import { queueStore } from "../review/store/queue.ts";

/** Draws automatic approvals for an audit, after the reward; new players' more often. Which ones follows from the proof and a secret. */
export const onActionVerified = subscribe("on-action-verified", verificationInternal.events.actionVerified, async (verified, ctx) => {
  const { proof_ids, player_id } = verified;
  const { audit_bps, new_account_audit_bps, new_account_actions, appeal_decision_days } = await policyStore(ctx).get();
  const isNew = (await caseStore(ctx).verifiedCount(player_id, new_account_actions + 1)) <= new_account_actions;
  const share_bps = isNew ? Math.max(audit_bps, new_account_audit_bps) : audit_bps;
  const secret = drawSecret(ctx);
  const drawn = proof_ids.filter((proof_id) => isDrawn(secret, `audit:${proof_id}`, share_bps));
  if (drawn.length === 0) return;
  const now = ctx.clock.now();
  await ctx.once(async (tx) => {
    for (const { proof_id, status, decision } of await assessmentStore(tx).find(drawn)) {
      const isAutomatic = status === "verified" && decision.decided_by === "rules";
      if (isAutomatic) await queueStore(tx).add(proof_id, "audit", now, daysAfter(now, appeal_decision_days));
    }
  });
});
