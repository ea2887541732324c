import type { Vault } from "@oneheart/kernel";

const purpose = "accounts.email";

/** What an address is looked up by. Case does not tell addresses apart. */
export function emailHash(vault: Vault, email: string): string {
  return vault.blindIndex(email.toLowerCase(), purpose);
}

export function sealEmail(vault: Vault, email: string): string {
  return vault.seal(email, purpose);
}

export function openEmail(vault: Vault, sealed: string): string {
  return vault.open(sealed, purpose);
}
