import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { usernameKey } from "../rules/username.ts";
import { identityState } from "../state.ts";
import { accountStore } from "../store/accounts.ts";
import { draftAccount, insertAccount } from "../workflows/new-account.ts";
import { verifyPassword } from "../workflows/passwords.ts";
import { createPlayerOf } from "../workflows/player-of.ts";

const username = "admin";
/** `.invalid` is reserved (RFC 2606): mail to the first administrator goes nowhere. */
const email = "admin@oneheart.invalid";

/** Makes the account `admin` when there is no administrator; of several processes that ask at once, one makes it. */
export const ensureAdmin = handle(identityInternal.operations.ensureAdmin, async ({ password }, ctx) => {
  const accounts = accountStore(ctx);
  if (await accounts.adminExists()) {
    const admin = await accounts.findByUsername(usernameKey(username));
    return { created: false, password_works: await verifyPassword(admin?.password_hash, password, ctx.state(identityState)) };
  }
  const account = await draftAccount(ctx, { username, email, password, role: "admin" });
  const created = await ctx.transaction(async (tx) => {
    await accountStore(tx).lockAdmins();
    if (await accountStore(tx).adminExists()) return false;
    await insertAccount(tx, account);
    return true;
  });
  if (created) await createPlayerOf(ctx, account);
  return { created, password_works: created };
});
