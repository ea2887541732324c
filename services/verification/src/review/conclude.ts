import type { Tx } from "@oneheart/kernel";
import type { AssessmentRow } from "../assessment/store.ts";
import { type Change, settleCase } from "../cases/settle-case.ts";
import { decideProof, type Opinion, overturn, reverse } from "./decide-proof.ts";
import { appealStore } from "./store/appeal.ts";
import { type QueueItem, queueStore } from "./store/queue.ts";

/** Does what the opinions on an item came to. The caller holds the locks of the action, the proof and the item. */
export async function conclude(tx: Tx, item: QueueItem, row: AssessmentRow, opinion: Opinion, change: Change): Promise<void> {
  const isApproved = opinion.decision === "approve";
  switch (item.purpose) {
    case "decision":
      await decideProof(tx, row, opinion, change.now);
      return settleCase(tx, row.action_id, change);
    case "audit":
      return isApproved ? queueStore(tx).close(item.id, change.now) : reverse(tx, row, opinion, "audit", change);
    case "appeal":
      await appealStore(tx).decide(row.proof_id, isApproved ? "overturned" : "upheld", change.now);
      if (isApproved) return overturn(tx, row, opinion, change);
      await decideProof(tx, row, opinion, change.now);
      return settleCase(tx, row.action_id, change);
    case "known":
      return queueStore(tx).close(item.id, change.now);
  }
}
