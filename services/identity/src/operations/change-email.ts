import { identityContract } from "@oneheart/contracts";
import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { languageOf } from "@oneheart/messages";
import { linkExpiry } from "../rules/link-token.ts";
import { accountLinkStore } from "../store/account-links.ts";
import { emailHash, sealEmail } from "../workflows/email.ts";
import { provePassword } from "../workflows/prove-password.ts";

/** Begins a change of address. It happens when both addresses have agreed; one that was never confirmed is not asked. */
export const changeEmail = handle(identityContract.operations.changeEmail, async ({ email, password }, ctx) => {
  const account = (await provePassword(ctx, password)) ?? ctx.fail("wrong_credentials");
  const asked_at = ctx.clock.now();
  const change = {
    account_id: account.id,
    email_sealed: sealEmail(ctx.vault, email),
    email_hash: emailHash(ctx.vault, email),
    left_at: account.email_confirmed_at === null ? asked_at : null,
    entered_at: null,
    asked_at,
    expires_at: linkExpiry("enter_email", asked_at),
  };
  const language = languageOf(ctx.source.acceptLanguage);
  await ctx.transaction(async (tx) => {
    await accountLinkStore(tx).begin(change);
    tx.emit(identityInternal.events.accountMailWanted, { kind: "change_email", player_id: account.id, language });
  });
  return {};
});
