import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentAccount } from "../present.ts";
import { openAccount } from "../workflows/new-account.ts";
import { createPlayerOf } from "../workflows/player-of.ts";

/** Creates an account with any role. Every account has a player, so that `me` answers. */
export const createAccount = handle(identityContract.operations.createAccount, async ({ location, ...draft }, ctx) => {
  const account = await openAccount(ctx, draft);
  if (typeof account === "string") return ctx.fail(account);
  await createPlayerOf(ctx, account, location);
  return presentAccount(ctx, account);
});
