import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { youngSenderStore } from "../workflows/young-senders.ts";

/** Changes what young accounts can send away, from now on. */
export const setTransferPolicy = handle(tokenContract.operations.setTransferPolicy, (change, ctx) =>
  youngSenderStore(ctx).setPolicy(change),
);
