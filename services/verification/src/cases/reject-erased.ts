import type { Tx } from "@oneheart/kernel";
import { decisionOf } from "../assessment/record-assessment.ts";
import { assessmentStore } from "../assessment/store.ts";
import { appealStore } from "../review/store/appeal.ts";
import { changeStatus } from "./change-status.ts";
import { type Change, settleCase } from "./settle-case.ts";

/** Rejects a proof that waits for a person, and with it the action. The caller holds the action's lock. */
export async function rejectErased(tx: Tx, proof_id: string, change: Change): Promise<void> {
  const row = await assessmentStore(tx).lock(proof_id);
  if (row?.status !== "in_review" && row?.status !== "appealed") return;
  const decision = decisionOf({ outcome: "rejected", reason_code: "player_erased", rule_version: row.rule_version }, change.now);
  await appealStore(tx).decide(proof_id, "upheld", change.now);
  await changeStatus(tx, row, "rejected", decision, change.now);
  await settleCase(tx, row.action_id, change);
}
