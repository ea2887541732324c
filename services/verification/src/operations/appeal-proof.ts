import { verificationContract } from "@oneheart/contracts";
import { verificationInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { assessmentStore } from "../assessment/store.ts";
import { changeStatus } from "../cases/change-status.ts";
import { caseStore } from "../cases/store.ts";
import { presentAppeal } from "../review/present.ts";
import { appealUntil, daysAfter } from "../review/rules/appeal.ts";
import { appealStore } from "../review/store/appeal.ts";
import { policyStore } from "../review/store/policy.ts";
import { queueStore } from "../review/store/queue.ts";

const { appealProof: operation } = verificationContract.operations;

/** Puts a rejected proof back into the queue, for a reviewer who had nothing to do with it yet. */
export const appealProof = handle(operation, async (input, ctx) => {
  const { id: proof_id } = input;
  const player_id = ctx.principal.playerId;
  const found = await assessmentStore(ctx).get(proof_id);
  if (found?.player_id !== player_id) return ctx.fail("proof_not_found");

  const id = ctx.newId();
  const now = ctx.clock.now();
  const statement = input.statement.toWellFormed();
  return ctx.answer(async (tx) => {
    await caseStore(tx).lockAction(found.action_id);
    const row = (await assessmentStore(tx).lock(proof_id)) ?? ctx.fail("proof_not_found");
    const policy = await policyStore(tx).get();
    const [last] = await appealStore(tx).latest([proof_id]);
    if (last !== undefined && last.outcome !== "overturned") ctx.fail("already_appealed");
    const until = appealUntil({ ...row, last: last?.outcome }, policy.appeal_days) ?? ctx.fail("proof_not_rejected");
    if (until < now) ctx.fail("appeal_too_late");

    const due_at = daysAfter(now, policy.appeal_decision_days);
    const rejected_because = row.decision.reason_code;
    const appeal = { id, proof_id, player_id, statement, rejected_because, created_at: now, due_at };
    if (!(await appealStore(tx).add(appeal))) ctx.fail("already_appealed");
    // The rejection stays with the proof until the appeal is decided.
    await changeStatus(tx, row, "appealed", row.decision, row.decided_at);
    await queueStore(tx).add(proof_id, "appeal", now, due_at);
    const { action_id, quest_id } = row;
    tx.emit(verificationInternal.events.proofAppealed, { proof_id, action_id, quest_id, player_id, due_at: due_at.toISOString() });
    return presentAppeal({ ...appeal, outcome: null, decided_at: null });
  });
});
