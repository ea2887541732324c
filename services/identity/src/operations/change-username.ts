import { identityContract } from "@oneheart/contracts";
import { identityInternal } from "@oneheart/contracts/internal";
import { handle, requireAtMost } from "@oneheart/kernel";
import { presentOwnAccount } from "../present.ts";
import { isReserved } from "../rules/reserved-names.ts";
import { accountStore } from "../store/accounts.ts";
import { isNameTaken, namesOf } from "../workflows/new-account.ts";
import { provePassword } from "../workflows/prove-password.ts";

const day_ms = 86_400_000;
/** Whoever goes by many names in a row hides. */
const changesPerDay = 3;

/** Changes the name by which others know the account. */
export const changeUsername = handle(identityContract.operations.changeUsername, async ({ username, password }, ctx) => {
  const account = (await provePassword(ctx, password)) ?? ctx.fail("wrong_credentials");
  if (isReserved(username)) ctx.fail("username_taken");
  requireAtMost(changesPerDay, await ctx.backing.cache.increment(`username_changes:${account.id}`, { ttl_ms: day_ms }));
  const names = namesOf(username);
  try {
    await ctx.transaction(async (tx) => {
      await accountStore(tx).rename(account.id, names);
      tx.emit(identityInternal.events.accountUpdated, { player_id: account.id });
    });
  } catch (error) {
    if (isNameTaken(error)) return ctx.fail("username_taken");
    throw error;
  }
  return presentOwnAccount(ctx, { ...account, ...names });
});
