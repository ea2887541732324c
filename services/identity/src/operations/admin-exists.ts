import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { accountStore } from "../store/accounts.ts";

/** Whether anybody is an administrator. */
export const adminExists = handle(identityInternal.operations.adminExists, async (_input, ctx) => ({
  exists: await accountStore(ctx).adminExists(),
}));
