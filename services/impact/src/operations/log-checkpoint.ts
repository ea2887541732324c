import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { ledgerLog } from "@oneheart/ledger";
import { textAnswer } from "../workflows/log/answers.ts";

/** The newest checkpoint: what is stored is what is published. */
export const logCheckpoint = handle(impactContract.operations.logCheckpoint, async (_, ctx) => {
  const checkpoint = (await ledgerLog.checkpoint(ctx.db)) ?? ctx.fail("checkpoint_not_found");
  return textAnswer(checkpoint.note);
});
