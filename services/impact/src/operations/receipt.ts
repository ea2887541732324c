import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { ledgerLog } from "@oneheart/ledger";
import { impactState } from "../state.ts";
import { impactStore } from "../store/impact.ts";
import { textAnswer } from "../workflows/log/answers.ts";

/** Shows that an entry is in the log, with a quorum of cosignatures where there is one. It holds the entry's leaf, so that it needs nothing but keys. */
export const receipt = handle(impactContract.operations.receipt, async ({ id }, ctx) => {
  const proof = await ledgerLog.receipt(ctx.db, id, ctx.state(impactState).witnessing);
  if (proof !== undefined) return textAnswer(proof);
  return ctx.fail((await impactStore(ctx).isRecorded(id)) ? "entry_not_sealed" : "entry_not_found");
});
