import type { identityContract, Output } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import { isLocked } from "./rules/lockout.ts";
import type { AccountRow } from "./store/accounts.ts";
import { openEmail } from "./workflows/email.ts";

type Account = Output<typeof identityContract.operations.setRole>;

/** An account as administrators see it. */
export function presentAccount(ctx: BaseContext, account: AccountRow): Account {
  return {
    id: account.id,
    username: account.username,
    email: openEmail(ctx.vault, account.email_sealed),
    role: account.role,
    locked_until: isLocked(account, ctx.clock.now()) ? account.locked_until!.toISOString() : null,
    created_at: account.created_at.toISOString(),
  };
}
