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
  /** Between two rounds: forgets what is dead of the tables that rows come and go in, so that one round does not pay for another. */
  settle(): Promise<void>;
  /**
   * After a long history was written: statistics and visibility as after some hours, and everything on disk. PostgreSQL writes each
   * page whole when it is touched first after this; minutes of postings share that, so a round that is not counted pays for it.
   */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** Room for a history of gigabytes. */
const gigabytes = { shared_buffers: "2GB", max_wal_size: "8GB", min_wal_size: "4GB", checkpoint_timeout: "15min" };
/** Of 16 MiB: `min_wal_size`. */
const writeAheadFiles = 250;

export async function openLedgerDatabase(): Promise<LedgerDatabase> {
  const dir = await mkdtemp(join(tmpdir(), "oneheart-bench-ledger-"));
  const postgres = await startEmbeddedPostgres({ dir, settings: gigabytes });
  const { db, pool, close } = openDatabase(postgres.url, { max: 30, application_name: "bench" });
  await migrate(pool, [{ owner: "ledger", folder: ledgerMigrations }]);
  await layOutWriteAheadLog(db);
  return {
    db,
    url: postgres.url,
    settle: () => maintain(db, "VACUUM ANALYZE log_pending, ledger_accounts"),
    rest: () => maintain(db, "VACUUM ANALYZE", "CHECKPOINT"),
    async close() {
      await close();
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/**
 * Files of the write-ahead log that a checkpoint leaves to be used again, as in an installation that has run for a while. A new
 * one is filled with zeros first (`wal_init_zero`), some 50 ms in which nothing commits, and at full load one lasts half a second.
 */
function layOutWriteAheadLog(db: Database): Promise<void> {
  const switches = Array.from({ length: writeAheadFiles }, () => "SELECT pg_logical_emit_message(false, 'bench', ''), pg_switch_wal()");
  return maintain(db, ...switches, "CHECKPOINT");
}

function maintain(db: Database, ...statements: string[]): Promise<void> {
  return db.connection().execute(async (connection) => {
    await sql`SET statement_timeout = 0`.execute(connection);
    for (const statement of statements) await sql.raw(statement).execute(connection);
    await sql`RESET statement_timeout`.execute(connection);
  });
}
