import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { accountStore } from "../store/accounts.ts";
import { openEmail } from "../workflows/email.ts";

/** The name of an account as it is now, and its address. */
export const accountContact = handle(identityInternal.operations.accountContact, async ({ id }, ctx) => {
  const account = (await accountStore(ctx).find(id)) ?? ctx.fail("account_not_found");
  const { username, email_sealed, email_confirmed_at } = account;
  return { username, email: openEmail(ctx.vault, email_sealed), email_confirmed: email_confirmed_at !== null };
});
