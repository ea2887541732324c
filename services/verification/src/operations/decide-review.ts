import { type Decision, verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { caseStore } from "../case-store.ts";
import { presentAssessment } from "../present.ts";
import { settleCase } from "../settle-case.ts";
import { assessmentStore } from "../store.ts";

/** A person decides a proof that waits for review, and with it perhaps the action. Of two who decide at once one wins. */
export const decideReview = handle(verificationContract.operations.decideReview, async (input, ctx) => {
  const { proof_id } = input;
  // JSON takes half a surrogate pair, PostgreSQL's does not.
  const reason_code = input.reason_code.toWellFormed();
  const note = input.note?.toWellFormed() ?? null;
  const found = (await assessmentStore(ctx).get(proof_id)) ?? ctx.fail("proof_not_found");
  const reviewer_id = ctx.principal.playerId;
  if (found.player_id === reviewer_id) ctx.fail("own_proof");

  const now = ctx.clock.now();
  const status = input.decision === "approve" ? "verified" : "rejected";
  return ctx.transaction(async (tx) => {
    const assessments = assessmentStore(tx);
    await caseStore(tx).lockAction(found.action_id);
    const row = (await assessments.lock(proof_id)) ?? ctx.fail("proof_not_found");
    if (row.status !== "in_review") ctx.fail("review_not_open", { status: row.status });
    const decision: Decision = {
      outcome: status,
      decided_by: "reviewer",
      reviewer_id,
      reason_code,
      note,
      rule_version: row.rule_version,
      decided_at: now.toISOString(),
    };
    await assessments.decide(proof_id, status, decision, now);
    const { action_id, player_id, score } = row;
    tx.emit(verificationContract.events.proofDecided, { proof_id, action_id, player_id, status, authenticity_score: score, reason_code });
    await settleCase(tx, action_id, { id: ctx.newId(), now });
    return presentAssessment({ ...row, status, decision, decided_at: now });
  });
});
