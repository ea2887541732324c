import { type Kysely, sql, type Transaction } from "kysely";

/**
 * Runs `work` in one read-only snapshot (REPEATABLE READ), so that others may go on writing. No statement and no pause in it
 * has a limit of time: a ledger may be long.
 */
export async function inSnapshot<Schema, T>(db: Kysely<Schema>, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => {
      await sql`SET LOCAL statement_timeout = 0`.execute(tx);
      await sql`SET LOCAL idle_in_transaction_session_timeout = 0`.execute(tx);
      return work(tx);
    });
}
