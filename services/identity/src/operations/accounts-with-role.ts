import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { accountStore } from "../store/accounts.ts";

/** The people behind a role. */
export const accountsWithRole = handle(identityInternal.operations.accountsWithRole, async ({ roles }, ctx) => ({
  ids: await accountStore(ctx).withRole(roles),
}));
