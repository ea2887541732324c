import type { BaseContext, Tx } from "@oneheart/kernel";
import { gatherWitnesses } from "../behaviour/gather-witnesses.ts";
import { changeStatus } from "../cases/change-status.ts";
import { type Change, settleCase } from "../cases/settle-case.ts";
import { caseStore } from "../cases/store.ts";
import { findRules } from "../rule-sets/store.ts";
import { reassessmentStore } from "./reassessment-store.ts";
import { decisionOf } from "./record-assessment.ts";
import { type Assessment, assess } from "./rules/assess.ts";
import type { Facts } from "./rules/facts.ts";
import { type AssessmentRow, assessmentStore } from "./store.ts";

/**
 * Judges a proof again that waits for a person, because a witness said something: with the same facts and rules but for the witnesses.
 * Not when people began to decide about it. Throws while it is not assessed at all.
 */
export async function reassessProof(proof_id: string, ctx: BaseContext): Promise<void> {
  const found = await assessmentStore(ctx).get(proof_id);
  if (found === undefined) throw new Error(`proof ${proof_id} is not assessed yet`);
  const rules = await findRules(found.rule_version, ctx);
  if (found.status !== "in_review" || !("proof" in found.facts) || rules === undefined) return;
  const required = (found.facts as Facts).witnesses?.required ?? 0;
  const witnesses = await gatherWitnesses(proof_id, required, ctx);
  const change = { id: ctx.newId(), now: ctx.clock.now() };
  await ctx.transaction(async (tx) => {
    await caseStore(tx).lockAction(found.action_id);
    const row = await assessmentStore(tx).lock(proof_id);
    if (row?.status !== "in_review" || row.decision.decided_by !== "rules" || !("proof" in row.facts)) return;
    if (await reassessmentStore(tx).isBeingDecided(proof_id)) return;
    const facts = { ...(row.facts as Facts), witnesses };
    await replaceAssessment(tx, row, facts, assess(facts, rules), change);
  });
}

async function replaceAssessment(tx: Tx, row: AssessmentRow, facts: Facts, assessment: Assessment, change: Change): Promise<void> {
  const { proof_id, action_id } = row;
  const { outcome, score } = assessment;
  const isStill = outcome === row.status;
  // One that waits on was decided when it began to wait.
  const decision = decisionOf(assessment, isStill ? new Date(row.decision.decided_at) : change.now);
  await reassessmentStore(tx).replace(proof_id, assessment, facts, { ...decision, outcome: "in_review" });
  if (isStill) return;
  await changeStatus(tx, { ...row, score }, outcome, decision, change.now);
  await settleCase(tx, action_id, change);
}
