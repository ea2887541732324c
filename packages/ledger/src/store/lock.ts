import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { LedgerConflict } from "../errors.ts";
import type { AccountState, Accounts } from "../rules/running-balance.ts";
import type { FoundAccount, KnownAccounts } from "./account-cache.ts";
import { bigints, hexBytes, uuids } from "./arrays.ts";

/** What decides whether a draft repeats a stored transaction. */
export interface StoredTransaction {
  id: string;
  seq: bigint;
  /** In hexadecimal. */
  idempotency_hash: string | null;
  fingerprint: string | null;
  /** The leaf's JSON text. */
  leaf: string;
}

/** What may be stored already. */
export interface Wanted {
  transaction_ids: readonly string[];
  /** In hexadecimal. */
  idempotency_hashes: readonly string[];
  /** Ids of transfers and holds. */
  entry_ids: readonly string[];
}

/** The accounts by account key as they are while they are locked, and what is stored of what was wanted. */
export interface Locked {
  accounts: Accounts;
  transactions: StoredTransaction[];
  entry_ids: Set<string>;
}

/** An int8 as the pool at hand parses it. */
type Int8 = bigint | string;

interface LockRow {
  id: string;
  owner_id: string | null;
  debits_posted: Int8;
  credits_posted: Int8;
  debits_pending: Int8;
  credits_pending: Int8;
  version: Int8;
  may_go_negative: boolean;
  stored_transaction: (Omit<StoredTransaction, "seq"> & { seq: string }) | null;
  stored_entry_id: string | null;
}

/**
 * Locks accounts in the order of their ids and then reads what is stored. An owner who was `known` may have been erased
 * since: that is forgotten, and the database transaction must be run again.
 */
export async function lockAccounts(
  db: LedgerDb,
  found: ReadonlyMap<string, FoundAccount>,
  known: KnownAccounts,
  wanted: Wanted,
): Promise<Locked> {
  const { rows } = await sql<LockRow>`
    SELECT * FROM ledger_lock(
      ${bigints(Array.from(found.values(), (account) => account.id))},
      ${uuids(wanted.transaction_ids)},
      ${hexBytes(wanted.idempotency_hashes)},
      ${uuids(wanted.entry_ids)}
    )
  `.execute(db);
  const byId = new Map<string, LockRow>();
  const transactions: StoredTransaction[] = [];
  const entry_ids = new Set<string>();
  for (const row of rows) {
    const { stored_transaction, stored_entry_id } = row;
    if (stored_transaction !== null) transactions.push({ ...stored_transaction, seq: BigInt(stored_transaction.seq) });
    else if (stored_entry_id !== null) entry_ids.add(stored_entry_id);
    else byId.set(row.id, row);
  }
  return { accounts: statesOf(found, byId, known), transactions, entry_ids };
}

function statesOf(found: ReadonlyMap<string, FoundAccount>, rows: ReadonlyMap<string, LockRow>, known: KnownAccounts): Accounts {
  const states: Accounts = new Map();
  for (const [key, { id, owner_id }] of found) {
    const row = rows.get(id);
    if (row?.owner_id === owner_id) states.set(key, toState(row));
    else known.delete(key);
  }
  if (states.size < found.size) throw new LedgerConflict("the owner of an account was erased");
  return states;
}

function toState(row: LockRow): AccountState {
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
