import type { Vault } from "@oneheart/kernel";
import { coarsen, type Location } from "../rules/location.ts";
import type { StoredLocation } from "../store/players.ts";

const email = "players.email";
const location = "players.location";

export function sealEmail(vault: Vault, address: string): { email_sealed: string; email_hash: string } {
  return { email_sealed: vault.seal(address, email), email_hash: vault.blindIndex(address.toLowerCase(), email) };
}

export function openEmail(vault: Vault, sealed: string): string {
  return vault.open(sealed, email);
}

export function sealLocation(vault: Vault, exact: Location | null): StoredLocation {
  if (exact === null) return { lat: null, lng: null, sealed: null };
  return { ...coarsen(exact), sealed: vault.seal(JSON.stringify(exact), location) };
}

export function openLocation(vault: Vault, sealed: string | null): Location | null {
  return sealed === null ? null : (JSON.parse(vault.open(sealed, location)) as Location);
}
