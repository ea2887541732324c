import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { usernameKey } from "../rules/username.ts";
import { accountStore } from "../store/accounts.ts";
import { hashPassword } from "../workflows/passwords.ts";

/** For whoever holds the machine: sets an administrator's password without the old one, and forgets wrong ones that were tried. */
export const renewAdminPassword = handle(identityInternal.operations.renewAdminPassword, async ({ username, password }, ctx) => {
  const accounts = accountStore(ctx);
  const found = username === undefined ? await accounts.firstAdmin() : await accounts.findByUsername(usernameKey(username));
  if (found?.role !== "admin") return ctx.fail("account_not_found");
  const password_hash = await hashPassword(password);
  await ctx.transaction((tx) => accountStore(tx).setPassword(found.id, password_hash));
  return { username: found.username };
});
