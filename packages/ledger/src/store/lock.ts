import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { LedgerConflict } from "../errors.ts";
import type { AccountState } from "../rules/running-balance.ts";
import type { FoundAccount, KnownAccounts } from "./account-cache.ts";
import { bigints } from "./arrays.ts";

interface LockedRow {
  id: string;
  owner_id: string | null;
  debits_posted: string;
  credits_posted: string;
  debits_pending: string;
  credits_pending: string;
  version: string;
  may_go_negative: boolean;
}

/**
 * Locks accounts in the order of their ids and reads them as they then are, by account key. An owner who was
 * `known` may have been erased since: that is forgotten, and the database transaction must be run again.
 */
export async function lockAccounts(
  db: LedgerDb,
  accounts: ReadonlyMap<string, FoundAccount>,
  known: KnownAccounts,
): Promise<Map<string, AccountState>> {
  const ids = [...accounts.values()].map((account) => account.id);
  const { rows } = await sql<LockedRow>`
    SELECT id::text, owner_id, debits_posted::text, credits_posted::text, debits_pending::text, credits_pending::text,
      version::text, may_go_negative
    FROM ledger_accounts WHERE id = ANY(${bigints(ids)})
    ORDER BY ledger_accounts.id FOR NO KEY UPDATE
  `.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const states = new Map<string, AccountState>();
  for (const [key, { id, owner_id }] of accounts) {
    const row = byId.get(id);
    if (row?.owner_id === owner_id) states.set(key, toState(row));
    else known.delete(key);
  }
  if (states.size < accounts.size) throw new LedgerConflict("the owner of an account was erased");
  return states;
}

function toState(row: LockedRow): AccountState {
  return {
    id: row.id,
    debits_posted: BigInt(row.debits_posted),
    credits_posted: BigInt(row.credits_posted),
    debits_pending: BigInt(row.debits_pending),
    credits_pending: BigInt(row.credits_pending),
    version: BigInt(row.version),
    may_go_negative: row.may_go_negative,
  };
}
