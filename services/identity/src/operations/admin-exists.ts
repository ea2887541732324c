import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { accountStore } from "../store/accounts.ts";

/** Whether anybody is an administrator. */
export const adminExists = handle(identityContract.operations.adminExists, async (_input, ctx) => ({
  exists: await accountStore(ctx).adminExists(),
}));
