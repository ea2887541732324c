import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@oneheart/backing";
import { type Database, migrate, openDatabase } from "@oneheart/kernel";
import { ledgerMigrations } from "@oneheart/ledger";
import { sql } from "kysely";

/** A PostgreSQL of the benchmark's own with the ledger's tables; fsync and synchronous_commit stay on. */
export interface LedgerDatabase {
  db: Database;
  url: string;
  /**
   * Forgets what is dead and learns what is there, so that one measurement does not pay for another. No checkpoint is asked for:
   * after one, each page is written whole when it is touched first, which ten seconds would pay for as if it were minutes.
   */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Room for a history of gigabytes; write-ahead files are used again and not made anew, as in an installation that has run for a while. */
const gigabytes = { shared_buffers: "2GB", max_wal_size: "8GB", min_wal_size: "4GB", checkpoint_timeout: "15min" };

export async function openLedgerDatabase(): Promise<LedgerDatabase> {
  const dir = await mkdtemp(join(tmpdir(), "oneheart-bench-ledger-"));
  const postgres = await startEmbeddedPostgres({ dir, settings: gigabytes });
  const { db, pool, close } = openDatabase(postgres.url, { max: 30, application_name: "bench" });
  await migrate(pool, [{ owner: "ledger", folder: ledgerMigrations }]);
  return {
    db,
    url: postgres.url,
    settle: () =>
      db.connection().execute(async (connection) => {
        await sql`SET statement_timeout = 0`.execute(connection);
        await sql`VACUUM ANALYZE`.execute(connection);
        await sql`RESET statement_timeout`.execute(connection);
      }),
    async close() {
      await close();
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
