import type { Decision } from "@oneheart/contracts";
import { verificationInternal } from "@oneheart/contracts/internal";
import type { Tx } from "@oneheart/kernel";
import type { AssessmentRow } from "../assessment/store.ts";
import { decisionStore } from "../review/store/decision.ts";

type Subject = Pick<AssessmentRow, "proof_id" | "action_id" | "player_id" | "score">;

/** Gives an assessed proof another status and says so. The caller holds the action's lock. */
export async function changeStatus(
  tx: Tx,
  { proof_id, action_id, player_id, score }: Subject,
  status: AssessmentRow["status"],
  decision: Decision,
  decided_at: Date,
): Promise<void> {
  const decision_no = await decisionStore(tx).decide(proof_id, status, decision, decided_at);
  const said = { proof_id, action_id, player_id, status, authenticity_score: score, reason_code: decision.reason_code, decision_no };
  tx.emit(verificationInternal.events.proofDecided, said);
}
