import { type Decision, verificationContract } from "@oneheart/contracts";
import type { Tx } from "@oneheart/kernel";
import { appealStore } from "./review/appeal-store.ts";
import { verdictStore } from "./review/verdict-store.ts";
import { settleCase } from "./settle-case.ts";
import { assessmentStore } from "./store.ts";

const reason_code = "player_erased";

/** Rejects a proof that waits for a person, and with it the action. The caller holds the action's lock. */
export async function rejectErased(tx: Tx, proof_id: string, stamp: { id: string; now: Date }): Promise<void> {
  const row = await assessmentStore(tx).lock(proof_id);
  if (row?.status !== "in_review" && row?.status !== "appealed") return;
  const { action_id, player_id, rule_version, score } = row;
  const decided = { outcome: "rejected", decided_by: "rules", reviewer_id: null, reason_code, note: null } as const;
  const decision: Decision = { ...decided, rule_version, decided_at: stamp.now.toISOString() };
  await appealStore(tx).decide(proof_id, "upheld", stamp.now);
  const decision_no = await verdictStore(tx).decide(proof_id, "rejected", decision, stamp.now);
  const said = { proof_id, action_id, player_id, status: "rejected" as const, authenticity_score: score, reason_code, decision_no };
  tx.emit(verificationContract.events.proofDecided, said);
  await settleCase(tx, action_id, stamp);
}
