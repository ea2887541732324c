import type { Tx } from "@oneheart/kernel";
import type { AssessmentRow } from "../assessment/store.ts";
import { type Stamp, settleCase } from "../cases/settle-case.ts";
import { decideProof, type Opinion, overturn, reverse } from "./decide-proof.ts";
import { appealStore } from "./store/appeal.ts";
import { type QueueItem, queueStore } from "./store/queue.ts";

/** Does what the opinions on an item came to. The caller holds the locks of the action, the proof and the item. */
export async function conclude(tx: Tx, item: QueueItem, row: AssessmentRow, opinion: Opinion, stamp: Stamp): Promise<void> {
  const isApproved = opinion.decision === "approve";
  switch (item.purpose) {
    case "decision":
      await decideProof(tx, row, opinion, stamp.now);
      return settleCase(tx, row.action_id, stamp);
    case "audit":
      return isApproved ? queueStore(tx).close(item.id, stamp.now) : reverse(tx, row, opinion, "audit", stamp);
    case "appeal":
      await appealStore(tx).decide(row.proof_id, isApproved ? "overturned" : "upheld", stamp.now);
      if (isApproved) return overturn(tx, row, opinion, stamp);
      await decideProof(tx, row, opinion, stamp.now);
      return settleCase(tx, row.action_id, stamp);
    case "known":
      return queueStore(tx).close(item.id, stamp.now);
  }
}
