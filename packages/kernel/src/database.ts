import { swallowConnectionErrors } from "@oneheart/backing";
import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import { StartError } from "./errors.ts";
import { preparingClient } from "./prepared-statements.ts";

/** A service names its own tables with `db.withTables<…>()`; no one sees all of them. */
export type Tables = Record<never, never>;
export type Database = Kysely<Tables>;
export type DatabaseTransaction = Transaction<Tables>;

export interface OpenDatabase {
  db: Database;
  pool: pg.Pool;
  url: string;
  close(): Promise<void>;
}

const int8 = 20;
const types: pg.CustomTypesConfig = {
  // int8 as bigint: amounts of money are never rounded through a double.
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === int8 && format !== "binary" ? BigInt : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

export interface DatabaseOptions {
  /** Connections at most. */
  max: number;
  application_name: string;
  /** How long to wait for a connection when all are taken; 5 s by default, then the call fails because the database is busy. */
  patience_ms?: number;
  /** Prepare statements that come again; not behind a pooler that gives each transaction another connection. True by default. */
  prepare?: boolean;
}

/** Opens a pool. Connections are made when first needed; errors of idle ones are swallowed because the pool replaces them. */
export function openDatabase(url: string, options: DatabaseOptions): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    Client: options.prepare === false ? pg.Client : preparingClient(),
    max: options.max,
    application_name: options.application_name,
    types,
    connectionTimeoutMillis: options.patience_ms ?? 5_000,
    idleTimeoutMillis: 30_000,
    options: "-c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000",
  });
  swallowConnectionErrors(pool);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, url, close: () => db.destroy() };
}

const oldest = 150_000;

/** Refuses a server that is missing or older than PostgreSQL 15, in words. */
export async function checkDatabase(database: OpenDatabase): Promise<void> {
  const where = describeUrl(database.url);
  const row = await sql<{ version: string; number: string }>`
    SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number`
    .execute(database.db)
    .catch((error: Error) => {
      throw new StartError(
        `Cannot reach PostgreSQL at ${where}: ${error.message}. Set DATABASE_URL, or leave it out for the embedded one.`,
      );
    });
  const { version, number } = row.rows[0]!;
  if (Number(number) < oldest) throw new StartError(`PostgreSQL ${version} at ${where} is too old: OneHeart needs 15 or newer.`);
}

/** Host and database of a connection string, without its password. */
function describeUrl(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url);
    return `${host || searchParams.get("host") || "localhost"}${pathname}`;
  } catch {
    return "the address in DATABASE_URL";
  }
}
