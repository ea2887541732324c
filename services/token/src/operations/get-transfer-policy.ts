import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { youngSenderStore } from "../workflows/young-senders.ts";

/** What young accounts can send away. */
export const getTransferPolicy = handle(tokenContract.operations.getTransferPolicy, (_, ctx) => youngSenderStore(ctx).policy());
