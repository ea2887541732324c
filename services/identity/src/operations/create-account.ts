import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentAccount } from "../present.ts";
import { accountStore } from "../store/accounts.ts";
import { emailHash } from "../workflows/email.ts";
import { openAccount } from "../workflows/new-account.ts";
import { refuseWeakPassword } from "../workflows/password-policy.ts";
import { createPlayerOf } from "../workflows/player-of.ts";
import { refuseSecondAdmin } from "../workflows/second-admin.ts";

/** Creates an account with any role. Every account has a player, so that `me` answers. */
export const createAccount = handle(identityContract.operations.createAccount, async ({ location, ...draft }, ctx) => {
  if (draft.role === "admin") await refuseSecondAdmin(ctx);
  await refuseWeakPassword(draft.password, draft);
  // Administrators may know who has an account; somebody else's address would be of no use to the new one.
  if (await accountStore(ctx).findConfirmed(emailHash(ctx.vault, draft.email))) ctx.fail("email_taken");
  const account = (await openAccount(ctx, draft)) ?? ctx.fail("username_taken");
  await createPlayerOf(ctx, account, location);
  return presentAccount(ctx, account);
});
