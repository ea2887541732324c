import { randomBytes } from "node:crypto";
import { identityInternal } from "@oneheart/contracts/internal";
import type { BaseContext, Tx } from "@oneheart/kernel";
import { erasedName } from "../rules/erased-name.ts";
import { skeletonOf } from "../rules/skeleton.ts";
import { accountLinkStore } from "../store/account-links.ts";
import { type AccountErasure, accountStore } from "../store/accounts.ts";
import { emailHash, sealEmail } from "./email.ts";
import { hashPassword } from "./passwords.ts";

/** What takes the place of a person. Hashes a password that nobody knows, so not inside a transaction. */
export async function draftErasure(ctx: BaseContext): Promise<AccountErasure> {
  const username = erasedName(randomBytes(6));
  // `.invalid` is reserved (RFC 2606): nothing is ever delivered there.
  const email = `${username}@erased.invalid`;
  return {
    username,
    username_key: username,
    username_skeleton: skeletonOf(username),
    email_sealed: sealEmail(ctx.vault, email),
    email_hash: emailHash(ctx.vault, email),
    email_confirmed_at: null,
    password_hash: await hashPassword(randomBytes(32).toString("base64url")),
    erased_at: ctx.clock.now(),
  };
}

/** Replaces all that an account says of a person, and says so. */
export async function eraseAccount(tx: Tx, id: string, erasure: AccountErasure): Promise<void> {
  await accountStore(tx).erase(id, erasure);
  await accountLinkStore(tx).deleteAll(id);
  await accountLinkStore(tx).endChange(id);
  tx.emit(identityInternal.events.accountErased, { player_id: id, erased_name: erasure.username });
}
