import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { uuids } from "./arrays.ts";

/** Which of the transactions exist. */
export async function findTransactionIds(db: LedgerDb, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`SELECT id FROM ledger_transactions WHERE id = ANY(${uuids(ids)})`.execute(db);
  return new Set(rows.map((row) => row.id));
}
