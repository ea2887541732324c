import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentOwnAccount } from "../present.ts";
import { accountStore } from "../store/accounts.ts";

/** One's own account. */
export const getAccount = handle(identityContract.operations.getAccount, async (_input, ctx) => {
  const account = (await accountStore(ctx).find(ctx.principal.playerId)) ?? ctx.fail("unauthenticated");
  return presentOwnAccount(ctx, account);
});
