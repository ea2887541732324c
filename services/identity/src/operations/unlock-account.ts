import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { accountStore } from "../store/accounts.ts";

/** Forgets the wrong passwords that were tried for an account, from wherever they came. */
export const unlockAccount = handle(identityContract.operations.unlockAccount, async ({ id }, ctx) => {
  if (!(await accountStore(ctx).forgetGuesses(id))) ctx.fail("account_not_found");
  return {};
});
