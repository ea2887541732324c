import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { Kysely, type LogEvent, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { ledgerMigrations } from "../src/index.ts";

/** A throwaway database with the ledger's tables. */
export interface TestDatabase {
  db: Kysely<unknown>;
  drop: () => Promise<void>;
}

/** Makes a database on the server that ONEHEART_TEST_DATABASE_URL names; `connections` may be open at once. `log` hears each statement. */
export async function createTestDatabase(connections = 10, log?: (event: LogEvent) => void): Promise<TestDatabase> {
  const server = process.env.ONEHEART_TEST_DATABASE_URL;
  if (server === undefined) throw new Error("ONEHEART_TEST_DATABASE_URL must be the superuser URL of a running PostgreSQL server");
  const admin = connect(server, 1);
  const name = `ledger_test_${randomBytes(6).toString("hex")}`;
  await sql`CREATE DATABASE ${sql.id(name)}`.execute(admin);

  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = connect(url.href, connections, log);
  await migrate(db);
  const drop = async () => {
    await db.destroy();
    await sql`DROP DATABASE ${sql.id(name)}`.execute(admin);
    await admin.destroy();
  };
  return { db, drop };
}

async function migrate(db: Kysely<unknown>): Promise<void> {
  const files = (await readdir(ledgerMigrations)).filter((file) => file.endsWith(".sql")).sort();
  for (const file of files) {
    const text = await readFile(new URL(file, ledgerMigrations), "utf8");
    await db.transaction().execute((tx) => sql.raw(text).execute(tx));
  }
}

function connect(url: string, max: number, log?: (event: LogEvent) => void): Kysely<unknown> {
  return new Kysely<unknown>({ log, dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max }) }) });
}
