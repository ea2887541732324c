import type { BaseContext } from "@oneheart/kernel";
import { usernameKey } from "../rules/username.ts";
import { type AccountRow, accountStore } from "../store/accounts.ts";
import { emailHash } from "./email.ts";

/** What an account is looked up by: `username:` and its key, or `email:` and its hash. Says nothing of whether there is one. */
export function nameOf(ctx: Pick<BaseContext, "vault">, identifier: string): string {
  return identifier.includes("@") ? `email:${emailHash(ctx.vault, identifier)}` : `username:${usernameKey(identifier)}`;
}

/** An address is that of the account that confirmed it; as long as none did, that of the first that named it. */
export function findByName(ctx: Pick<BaseContext, "db">, name: string): Promise<AccountRow | undefined> {
  const accounts = accountStore(ctx);
  const value = name.slice(name.indexOf(":") + 1);
  return name.startsWith("email:") ? accounts.findByEmail(value) : accounts.findByUsername(value);
}
