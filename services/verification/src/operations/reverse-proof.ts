import { reasonsFor, verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { languageFor } from "@oneheart/messages";
import { presentAssessment } from "../assessment/present.ts";
import { assessmentStore } from "../assessment/store.ts";
import { caseStore } from "../cases/store.ts";
import { decisionOf, reverse } from "../review/decide-proof.ts";
import { decisionStore } from "../review/store/decision.ts";
import { opinionStore } from "../review/store/opinion.ts";

/** An administrator takes an approval back. The impact engine takes the reward back when it hears of it. */
export const reverseProof = handle(verificationContract.operations.reverseProof, async ({ id: proof_id, reason_code, note }, ctx) => {
  const reasons = reasonsFor("reject");
  if (!reasons.includes(reason_code)) ctx.fail("reason_not_for_decision", { reasons });
  const found = (await assessmentStore(ctx).get(proof_id)) ?? ctx.fail("proof_not_found");
  const reviewer_id = ctx.principal.playerId;
  if (found.player_id === reviewer_id) ctx.fail("own_proof");

  const opinion = { decision: "reject", reviewer_id, reason_code, note: note?.toWellFormed() ?? null } as const;
  const change = { id: ctx.newId(), now: ctx.clock.now() };
  return ctx.answer(async (tx) => {
    await caseStore(tx).lockAction(found.action_id);
    const row = (await assessmentStore(tx).lock(proof_id)) ?? ctx.fail("proof_not_found");
    if (row.status !== "verified") ctx.fail("proof_not_verified", { status: row.status });
    if (await decisionStore(tx).isReversed(row.action_id)) ctx.fail("already_reversed");
    // Whoever took it back must not decide the appeal.
    await opinionStore(tx).recuse({ proof_id, reviewer_id, reason: "involved", created_at: change.now });
    await reverse(tx, row, opinion, "administrator", change);
    const decision = decisionOf(opinion, row.rule_version, change.now);
    const language = languageFor(ctx.source.acceptLanguage);
    return presentAssessment({ ...row, status: "rejected", decision, decided_at: change.now }, language);
  });
});
