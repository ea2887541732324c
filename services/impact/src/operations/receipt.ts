import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { ledgerLog } from "@oneheart/ledger";
import { textAnswer } from "../log-answers.ts";
import { impactStore } from "../store.ts";

/** Shows that an entry is in the log. It holds the entry's leaf, so that it needs nothing but the log's key. */
export const receipt = handle(impactContract.operations.receipt, async ({ id }, ctx) => {
  const proof = await ledgerLog.receipt(ctx.db, id);
  if (proof !== undefined) return textAnswer(proof);
  return ctx.fail((await impactStore(ctx).isRecorded(id)) ? "entry_not_sealed" : "entry_not_found");
});
