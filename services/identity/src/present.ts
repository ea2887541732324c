import type { identityContract, Output } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import { accountLinkStore } from "./store/account-links.ts";
import type { AccountRow } from "./store/accounts.ts";
import type { InvitationRow } from "./store/invitations.ts";
import { openEmail } from "./workflows/email.ts";

type Account = Output<typeof identityContract.operations.setRole>;
type Invitation = Output<typeof identityContract.operations.listInvitations>["items"][number];
type OwnAccount = Output<typeof identityContract.operations.getAccount>;

/** An account as administrators see it. */
export function presentAccount(ctx: BaseContext, account: AccountRow): Account {
  return {
    id: account.id,
    username: account.username,
    email: openEmail(ctx.vault, account.email_sealed),
    email_confirmed: account.email_confirmed_at !== null,
    role: account.role,
    created_at: account.created_at.toISOString(),
  };
}

/** An account as its owner sees it. */
export async function presentOwnAccount(ctx: BaseContext, account: AccountRow): Promise<OwnAccount> {
  const change = await accountLinkStore(ctx).change(account.id, ctx.clock.now());
  return { ...presentAccount(ctx, account), new_email: change === undefined ? null : openEmail(ctx.vault, change.email_sealed) };
}

/** An invitation without its code. */
export function presentInvitation({ id, role, note, uses, uses_max, created_at, expires_at }: InvitationRow): Invitation {
  return { id, role, note, uses, uses_max, created_at: created_at.toISOString(), expires_at: expires_at.toISOString() };
}
