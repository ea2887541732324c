import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { hexBytes, uuids } from "./arrays.ts";

/** What decides whether a draft repeats a stored transaction. */
export interface StoredTransaction {
  id: string;
  seq: bigint;
  idempotency_hash: string | null;
  fingerprint: string | null;
  /** The leaf's JSON text. */
  leaf: string;
}

/** The stored transactions with one of these ids, or one of these idempotency hashes (in hexadecimal). */
export async function findTransactions(db: LedgerDb, ids: readonly string[], hashes: readonly string[]): Promise<StoredTransaction[]> {
  if (ids.length + hashes.length === 0) return [];
  const { rows } = await sql<{ id: string; seq: string; hash: string | null; fingerprint: string | null; leaf: string }>`
    SELECT id, seq::text, encode(idempotency_hash, 'hex') AS hash, encode(idempotency_fingerprint, 'hex') AS fingerprint, convert_from(leaf, 'UTF8') AS leaf
    FROM ledger_transactions WHERE id = ANY(${uuids(ids)})
    UNION ALL
    SELECT id, seq::text, encode(idempotency_hash, 'hex'), encode(idempotency_fingerprint, 'hex'), convert_from(leaf, 'UTF8')
    FROM ledger_transactions WHERE idempotency_hash = ANY(${hexBytes(hashes)})
  `.execute(db);
  return rows.map(({ hash, seq, ...row }) => ({ ...row, seq: BigInt(seq), idempotency_hash: hash }));
}

/** Which of the transactions exist. */
export async function findTransactionIds(db: LedgerDb, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`SELECT id FROM ledger_transactions WHERE id = ANY(${uuids(ids)})`.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** Which of the ids already belong to a transfer or a hold. */
export async function findEntryIds(db: LedgerDb, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM ledger_transfers WHERE id = ANY(${uuids(ids)}) UNION ALL SELECT id FROM ledger_holds WHERE id = ANY(${uuids(ids)})
  `.execute(db);
  return new Set(rows.map((row) => row.id));
}
