import { identityContract, type Role } from "@oneheart/contracts";
import { type BaseContext, commonError, isUniqueViolation, type Tx } from "@oneheart/kernel";
import { usernameKey } from "../rules/username.ts";
import { type AccountRow, accountStore } from "../store/accounts.ts";
import { emailHash, sealEmail } from "./email.ts";
import { hashPassword } from "./passwords.ts";

export interface AccountDraft {
  username: string;
  email: string;
  password: string;
  role: Role;
}

/** The row of a new account. Hashes the password, so not inside a transaction. */
export async function draftAccount(ctx: BaseContext, draft: AccountDraft): Promise<AccountRow> {
  const username_key = usernameKey(draft.username);
  if (username_key === "") throw commonError("invalid_input", { fields: [{ path: "username", message: "nothing of it can be seen" }] });
  return {
    id: ctx.newId(),
    username: draft.username,
    username_key,
    email_sealed: sealEmail(ctx.vault, draft.email),
    email_hash: emailHash(ctx.vault, draft.email),
    password_hash: await hashPassword(draft.password),
    role: draft.role,
    failed_logins: 0,
    locked_until: null,
    created_at: ctx.clock.now(),
    erased_at: null,
  };
}

/** Writes a new account and says so. */
export async function insertAccount(tx: Tx, account: AccountRow): Promise<void> {
  await accountStore(tx).insert(account);
  tx.emit(identityContract.events.accountRegistered, { player_id: account.id, username: account.username, role: account.role });
}

/** Opens an account; answers which of its names is taken, when one is. */
export async function openAccount(ctx: BaseContext, draft: AccountDraft): Promise<AccountRow | "username_taken" | "email_taken"> {
  const account = await draftAccount(ctx, draft);
  try {
    await ctx.transaction((tx) => insertAccount(tx, account));
    return account;
  } catch (error) {
    if (isUniqueViolation(error, "accounts_username_key")) return "username_taken";
    if (isUniqueViolation(error, "accounts_email_hash")) return "email_taken";
    throw error;
  }
}
