import type { Decision, ReviewDecision } from "@oneheart/contracts";
import { verificationInternal } from "@oneheart/contracts/internal";
import type { Tx } from "@oneheart/kernel";
import type { AssessmentRow } from "../assessment/store.ts";
import { changeStatus } from "../cases/change-status.ts";
import { type Change, settleCase } from "../cases/settle-case.ts";
import { decisionStore, type ReversalRow } from "./store/decision.ts";

/** What one person says of a proof, and why. */
export interface Opinion {
  decision: ReviewDecision;
  reviewer_id: string;
  reason_code: string;
  note: string | null;
}

/** The decision that follows from an opinion, as it is stored with the proof. */
export function decisionOf({ decision, reviewer_id, reason_code, note }: Opinion, rule_version: string, now: Date): Decision {
  const outcome = decision === "approve" ? "verified" : "rejected";
  return { outcome, decided_by: "reviewer", reviewer_id, reason_code, note, rule_version, decided_at: now.toISOString() };
}

/** Decides a proof and says so. The caller holds the action's lock. */
export async function decideProof(tx: Tx, row: AssessmentRow, opinion: Opinion, now: Date): Promise<void> {
  const status = opinion.decision === "approve" ? "verified" : "rejected";
  await changeStatus(tx, row, status, decisionOf(opinion, row.rule_version, now), now);
}

/** Takes a rejection back: the proof is verified, and its action is judged again. */
export async function overturn(tx: Tx, row: AssessmentRow, opinion: Opinion, change: Change): Promise<void> {
  await decideProof(tx, row, opinion, change.now);
  await decisionStore(tx).reopen(row.action_id, row.proof_id);
  await settleCase(tx, row.action_id, change);
}

/**
 * Takes an approval back: the proof is rejected, and an action that was verified with it is reversed, once ever: one that an appeal
 * gave back stays. An action that was not decided yet is settled as usual.
 */
export async function reverse(tx: Tx, row: AssessmentRow, opinion: Opinion, cause: ReversalRow["cause"], change: Change): Promise<void> {
  const { action_id, proof_id, score } = row;
  const { reason_code } = opinion;
  const decisions = decisionStore(tx);
  await decideProof(tx, row, opinion, change.now);
  const verified = (await decisions.isReversed(action_id)) ? undefined : await decisions.verifiedCase(action_id, proof_id);
  if (verified === undefined) return settleCase(tx, action_id, change);
  await decisions.reverse({ action_id, proof_id, cause, reason_code, created_at: change.now });
  const about = { ...verified, authenticity_score: score, proof_id, reason_code };
  tx.emit(verificationInternal.events.actionReversed, about);
}
