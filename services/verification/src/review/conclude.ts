import type { Tx } from "@oneheart/kernel";
import type { AssessmentRow } from "../assessment/store.ts";
import { type Stamp, settleCase } from "../cases/settle-case.ts";
import { appealStore } from "./store/appeal.ts";
import { type QueueItem, queueStore } from "./store/queue.ts";
import { decideProof, overturn, reverse, type Verdict } from "./verdict.ts";

/** Does what the opinions on an item came to. The caller holds the locks of the action, the proof and the item. */
export async function conclude(tx: Tx, item: QueueItem, row: AssessmentRow, verdict: Verdict, stamp: Stamp): Promise<void> {
  const isApproved = verdict.decision === "approve";
  switch (item.purpose) {
    case "decision":
      await decideProof(tx, row, verdict, stamp.now);
      return settleCase(tx, row.action_id, stamp);
    case "audit":
      return isApproved ? queueStore(tx).close(item.id, stamp.now) : reverse(tx, row, verdict, "audit", stamp);
    case "appeal":
      await appealStore(tx).decide(row.proof_id, isApproved ? "overturned" : "upheld", stamp.now);
      if (isApproved) return overturn(tx, row, verdict, stamp);
      await decideProof(tx, row, verdict, stamp.now);
      return settleCase(tx, row.action_id, stamp);
    case "known":
      return queueStore(tx).close(item.id, stamp.now);
  }
}
