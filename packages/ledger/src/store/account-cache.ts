import type { Subject } from "./subjects.ts";

const ACCOUNTS_MAX = 100_000;

/** An account's id and, where the owner has one, the owner's salt. */
export interface FoundAccount {
  id: string;
  owner_id: string | null;
  owner?: Subject;
}

/** Accounts of one ledger by account key. */
export type KnownAccounts = Map<string, FoundAccount>;

/** Ids and salts of accounts that were seen before. Check with `lockAccounts` before writing: an entry may be outdated. */
export interface AccountCache {
  of(ledger_id: string): KnownAccounts;
}

/** Makes a cache that starts over when it is full. */
export function createAccountCache(): AccountCache {
  const ledgers = new Map<string, KnownAccounts>();
  return {
    of(ledger_id) {
      const known = ledgers.get(ledger_id);
      if (known !== undefined && known.size < ACCOUNTS_MAX) return known;
      const fresh: KnownAccounts = new Map();
      ledgers.set(ledger_id, fresh);
      return fresh;
    },
  };
}
