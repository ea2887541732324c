import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { accountStore } from "../store/accounts.ts";
import { draftAccount, insertAccount } from "../workflows/new-account.ts";
import { createPlayerOf } from "../workflows/player-of.ts";

/** `.invalid` is reserved (RFC 2606): mail to the first administrator goes nowhere. */
const email = "admin@oneheart.invalid";

/** Makes the account `admin` when there is no administrator; of several processes that ask at once, one makes it. */
export const ensureAdmin = handle(identityContract.operations.ensureAdmin, async ({ password }, ctx) => {
  if (await accountStore(ctx).adminExists()) return { created: false };
  const account = await draftAccount(ctx, { username: "admin", email, password, role: "admin" });
  const created = await ctx.transaction(async (tx) => {
    const accounts = accountStore(tx);
    await accounts.lockAdmins();
    if (await accounts.adminExists()) return false;
    await insertAccount(tx, account);
    return true;
  });
  if (created) await createPlayerOf(ctx, account);
  return { created };
});
