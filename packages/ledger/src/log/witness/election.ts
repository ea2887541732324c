import { type Kysely, sql } from "kysely";
import type { LedgerDb } from "../../database.ts";

// "witness" in the numbers of a telephone's keys.
const LOCK = 9_484_637;

/**
 * Runs `work` if no other process is at it, which its connection's lock sees to: `work` asks something of the connection now and
 * then, and so finds out that the connection is gone, and the lock with it. No transaction is open meanwhile.
 */
export async function whenElected<Schema>(db: Kysely<Schema>, work: (connection: LedgerDb) => Promise<void>): Promise<void> {
  await db.connection().execute(async (connection) => {
    const { rows } = await sql<{ is_elected: boolean }>`SELECT pg_try_advisory_lock(${LOCK}) AS is_elected`.execute(connection);
    if (!rows[0]!.is_elected) return;
    try {
      await work(connection);
    } finally {
      // A connection that is gone has given the lock back already.
      await sql`SELECT pg_advisory_unlock(${LOCK})`.execute(connection).catch(() => {});
    }
  });
}
