import { tokenContract } from "@oneheart/contracts";
import { handleApproved } from "@oneheart/kernel";
import { youngSenderStore } from "../workflows/young-senders.ts";

/** Changes what young accounts can send away, from now on. */
export const setTransferPolicy = handleApproved(tokenContract.operations.setTransferPolicy, {
  async change(change, ctx) {
    const before = await youngSenderStore(ctx).policy();
    return { before: { ...before }, after: { ...before, ...change } };
  },
  run: (change, ctx) => ctx.transaction((tx) => youngSenderStore(tx).setPolicy(change)),
});
