import { reviewReasons, verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentAssessment } from "../assessment/present.ts";
import { assessmentStore } from "../assessment/store.ts";
import { caseStore } from "../cases/store.ts";
import { giveOpinion } from "../review/give-opinion.ts";
import { isHeldByAnother } from "../review/present.ts";
import { drawSecret } from "../review/secret.ts";
import { opinionStore } from "../review/store/opinion.ts";
import { queueStore } from "../review/store/queue.ts";
import { decisionOf } from "../review/verdict.ts";

/** A person decides a proof that waits for review, and with it perhaps the action. Of two who decide at once one wins. */
export const decideReview = handle(verificationContract.operations.decideReview, async (input, ctx) => {
  const { proof_id, decision, reason_code } = input;
  if (!reviewReasons[reason_code].decisions.includes(decision)) ctx.fail("reason_not_for_decision");
  const found = (await assessmentStore(ctx).get(proof_id)) ?? ctx.fail("proof_not_found");
  const reviewer_id = ctx.principal.playerId;
  if (found.player_id === reviewer_id) ctx.fail("own_proof");

  // JSON takes half a surrogate pair, PostgreSQL's does not.
  const verdict = { decision, reviewer_id, reason_code, note: input.note?.toWellFormed() ?? null };
  const stamp = { id: ctx.newId(), now: ctx.clock.now(), secret: drawSecret(ctx) };
  return ctx.transaction(async (tx) => {
    await caseStore(tx).lockAction(found.action_id);
    const row = (await assessmentStore(tx).lock(proof_id)) ?? ctx.fail("proof_not_found");
    const item = (await queueStore(tx).lock(proof_id, reviewer_id)) ?? ctx.fail("review_not_open");
    if (isHeldByAnother(item, reviewer_id, stamp.now)) ctx.fail("review_held");
    if (await opinionStore(tx).isBarred(proof_id, reviewer_id)) ctx.fail("reviewer_not_eligible");
    await giveOpinion(tx, item, row, verdict, stamp);
    const status = decision === "approve" ? "verified" : "rejected";
    return presentAssessment({ ...row, status, decision: decisionOf(verdict, row.rule_version, stamp.now), decided_at: stamp.now });
  });
});
