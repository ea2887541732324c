import { canonicalEmail } from "@oneheart/contracts";
import type { Vault } from "@oneheart/kernel";

const purpose = "accounts.email";

/** What an address is looked up by. Neither case nor composition tells addresses apart. */
export function emailHash(vault: Vault, email: string): string {
  return vault.blindIndex(canonicalEmail(email.normalize("NFC")).toLowerCase(), purpose);
}

export function sealEmail(vault: Vault, email: string): string {
  return vault.seal(email, purpose);
}

export function openEmail(vault: Vault, sealed: string): string {
  return vault.open(sealed, purpose);
}
