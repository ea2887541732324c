import { verificationInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { assessmentStore } from "../assessment/store.ts";
import { caseStore } from "../cases/store.ts";
import { daysAfter } from "../review/rules/appeal.ts";
import { isDrawn } from "../review/rules/draw.ts";
import { drawSecret } from "../review/secret.ts";
import { policyStore } from "../review/store/policy.ts";
import { queueStore } from "../review/store/queue.ts";

/** Draws automatic approvals for an audit, after the reward; new players' more often. Which ones follows from the proof and a secret. */
export const onActionVerified = subscribeBatch("on-action-verified", verificationInternal.events.actionVerified, {
  async run(events, ctx) {
    const { audit_bps, new_account_audit_bps, new_account_actions, appeal_decision_days } = await policyStore(ctx).get();
    const players = [...new Set(events.map(({ payload }) => payload.player_id))];
    const verified = await caseStore(ctx).verifiedCounts(players, new_account_actions + 1);
    const secret = drawSecret(ctx);
    const draw = (player_id: string, proof_ids: readonly string[]) => {
      const isNew = verified.get(player_id)! <= new_account_actions;
      const share_bps = isNew ? Math.max(audit_bps, new_account_audit_bps) : audit_bps;
      return proof_ids.filter((proof_id) => isDrawn(secret, `audit:${proof_id}`, share_bps));
    };
    if (events.every(({ payload }) => draw(payload.player_id, payload.proof_ids).length === 0)) return;
    const now = ctx.clock.now();
    await ctx.once(async (db, members) => {
      const drawn = members.flatMap(({ payload }) => draw(payload.player_id, payload.proof_ids));
      for (const { proof_id, status, decision } of await assessmentStore({ db }).find(drawn)) {
        const isAutomatic = status === "verified" && decision.decided_by === "rules";
        if (isAutomatic) await queueStore({ db }).add(proof_id, "audit", now, daysAfter(now, appeal_decision_days));
      }
    });
  },
});
