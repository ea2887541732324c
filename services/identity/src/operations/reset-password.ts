import { identityContract } from "@oneheart/contracts";
import { type Context, handle, type Tx } from "@oneheart/kernel";
import { hashLinkToken } from "../rules/link-token.ts";
import { accountLinkStore } from "../store/account-links.ts";
import { type AccountRow, accountStore } from "../store/accounts.ts";
import { sessionStore } from "../store/sessions.ts";
import { openEmail } from "../workflows/email.ts";
import { announceEnds } from "../workflows/end-session.ts";
import { refuseWeakPassword } from "../workflows/password-policy.ts";
import { hashPassword } from "../workflows/passwords.ts";
import { playerOf } from "../workflows/player-of.ts";
import { prepareGrant, startSession } from "../workflows/start-session.ts";

const operation = identityContract.operations.resetPassword;

/** Sets a new password with a mailed link, ends every session, and begins one for whoever holds the link. */
export const resetPassword = handle(operation, async ({ token, new_password }, ctx) => {
  const link =
    (await accountLinkStore(ctx).peek(hashLinkToken(token), "reset_password", ctx.clock.now())) ?? ctx.fail("account_link_invalid");
  const found = (await accountStore(ctx).find(link.account_id)) ?? ctx.fail("account_link_invalid");
  const own = { username: found.username, email: openEmail(ctx.vault, found.email_sealed) };
  await refuseWeakPassword(new_password, own, "new_password");

  const password_hash = await hashPassword(new_password);
  const { account, ended } = await ctx.transaction((tx) => replace(tx, ctx, hashLinkToken(token), password_hash));
  await announceEnds(ctx, ended);
  return startSession(ctx, await prepareGrant(ctx, account, await playerOf(ctx, account)));
});

/** The link is used up here. It was for an address: after a change of address it opens nothing. */
async function replace(
  tx: Tx,
  ctx: Context<typeof operation>,
  token_hash: Buffer,
  password_hash: string,
): Promise<{ account: AccountRow; ended: string[] }> {
  const now = ctx.clock.now();
  const link = (await accountLinkStore(tx).take(token_hash, ["reset_password"], now)) ?? ctx.fail("account_link_invalid");
  const account = (await accountStore(tx).lock(link.account_id)) ?? ctx.fail("account_link_invalid");
  if (account.erased_at !== null || account.email_hash !== link.email_hash) ctx.fail("account_link_invalid");
  await accountStore(tx).setPassword(account.id, password_hash);
  await accountLinkStore(tx).deleteAll(account.id, ["reset_password"]);
  return { account: { ...account, password_hash }, ended: await sessionStore(tx).endAll(account.id, "password_changed", now) };
}
