import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { accountLinkStore } from "../store/account-links.ts";
import { accountStore } from "../store/accounts.ts";
import { sessionStore } from "../store/sessions.ts";
import { openEmail } from "../workflows/email.ts";
import { announceEnds } from "../workflows/end-session.ts";
import { refuseWeakPassword } from "../workflows/password-policy.ts";
import { hashPassword } from "../workflows/passwords.ts";
import { provePassword } from "../workflows/prove-password.ts";

/** Changes the password and ends every session but the one that asks, and the links that were mailed to set another. */
export const changePassword = handle(identityContract.operations.changePassword, async ({ current_password, new_password }, ctx) => {
  const account = (await provePassword(ctx, current_password)) ?? ctx.fail("wrong_credentials");

  await refuseWeakPassword(new_password, { username: account.username, email: openEmail(ctx.vault, account.email_sealed) }, "new_password");
  const password_hash = await hashPassword(new_password);
  const ended = await ctx.transaction(async (tx) => {
    const replaced = await accountStore(tx).replacePassword(account.id, account.password_hash, password_hash);
    if (!replaced) ctx.fail("wrong_credentials");
    await accountLinkStore(tx).deleteAll(account.id, ["reset_password"]);
    return sessionStore(tx).endAll(account.id, "password_changed", ctx.clock.now(), ctx.principal.sessionId);
  });
  await announceEnds(ctx, ended);
  return {};
});
