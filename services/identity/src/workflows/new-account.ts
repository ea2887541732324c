import type { Role } from "@oneheart/contracts";
import { identityInternal } from "@oneheart/contracts/internal";
import { type BaseContext, type Context, isUniqueViolation, type Tx } from "@oneheart/kernel";
import { languageOf } from "@oneheart/messages";
import { skeletonOf } from "../rules/skeleton.ts";
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

/** A name with the forms in which it is compared. */
export function namesOf(username: string): Pick<AccountRow, "username" | "username_key" | "username_skeleton"> {
  return { username, username_key: usernameKey(username), username_skeleton: skeletonOf(username) };
}

/** Whether a write failed because somebody else has the name, or one that looks the same. */
export function isNameTaken(error: unknown): boolean {
  return isUniqueViolation(error, "accounts_username_key") || isUniqueViolation(error, "accounts_username_skeleton");
}

/** The row of a new account. Hashes the password, so not inside a transaction. */
export async function draftAccount(ctx: BaseContext, draft: AccountDraft): Promise<AccountRow> {
  return {
    id: ctx.newId(),
    ...namesOf(draft.username),
    email_sealed: sealEmail(ctx.vault, draft.email),
    email_hash: emailHash(ctx.vault, draft.email),
    email_confirmed_at: null,
    password_hash: await hashPassword(draft.password),
    role: draft.role,
    guess_epoch: 0,
    created_at: ctx.clock.now(),
    erased_at: null,
  };
}

/** Writes a new account and says so. */
export async function insertAccount(tx: Tx, account: AccountRow): Promise<void> {
  await accountStore(tx).insert(account);
  tx.emit(identityInternal.events.accountRegistered, { player_id: account.id, username: account.username, role: account.role });
}

/** Opens an account and has its address confirmed; undefined when the name is taken. `also` is done in the same transaction. */
export async function openAccount(
  ctx: BaseContext & Pick<Context, "source">,
  draft: AccountDraft,
  also: (tx: Tx) => Promise<void> = async () => {},
): Promise<AccountRow | undefined> {
  const account = await draftAccount(ctx, draft);
  const language = languageOf(ctx.source.acceptLanguage);
  try {
    await ctx.transaction(async (tx) => {
      await also(tx);
      await insertAccount(tx, account);
      tx.emit(identityInternal.events.accountMailWanted, { kind: "confirm_email", player_id: account.id, language });
    });
    return account;
  } catch (error) {
    if (isNameTaken(error)) return undefined;
    throw error;
  }
}
