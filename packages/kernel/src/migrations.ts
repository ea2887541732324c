import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { grantApplicationRole } from "./application-role.ts";
import { StartError } from "./errors.ts";

/** A folder of numbered SQL files and whose tables they make. */
export interface MigrationSource {
  owner: string;
  folder: URL;
}

/** A file of a source, with the checksum that is kept of it. */
export interface Migration {
  owner: string;
  name: string;
  sql: string;
  checksum: string;
}

const lockKey = 7_405_113_001;
const fileName = /^\d{4}-[a-z0-9-]+\.sql$/;

/**
 * Brings the database up to date, source by source in the order given, each file in its own transaction under one advisory lock,
 * and gives the application's role its rights on what is new.
 * Throws `StartError` when a file that was applied has changed or is gone, or when one fails. Answers the names of the files that it applied.
 * `only` leaves others out (`owner/name`), for a database as an earlier release had it.
 */
export async function migrate(
  pool: pg.Pool,
  sources: MigrationSource[],
  { only }: { only?: ReadonlySet<string> | undefined } = {},
): Promise<string[]> {
  const migrations = await readMigrations(sources);
  const client = await pool.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    await client.query(
      "CREATE TABLE IF NOT EXISTS migrations (owner text, name text, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (owner, name))",
    );
    const waiting = await waitingOf(client, migrations, sources);
    const wanted = waiting.filter((migration) => only?.has(nameOf(migration)) ?? true);
    for (const migration of wanted) await apply(client, migration);
    await grantApplicationRole(client);
    return wanted.map(nameOf);
  } finally {
    // The session ends with its settings and the lock, also after an error.
    client.release(true);
  }
}

/** For a login that may not migrate: refuses a database that lacks migrations of these sources. */
export async function requireMigrated(pool: pg.Pool, sources: MigrationSource[]): Promise<void> {
  const migrations = await readMigrations(sources);
  const waiting = await waitingOf(pool, migrations, sources);
  if (waiting.length === 0) return;
  throw new StartError(
    `The database lacks ${waiting.length} migrations, which the role in DATABASE_URL may not apply. Run "oneheart migrate" with DATABASE_MIGRATION_URL set to the owner of the tables.`,
  );
}

async function waitingOf(client: pg.ClientBase | pg.Pool, migrations: Migration[], sources: MigrationSource[]): Promise<Migration[]> {
  const { rows } = await client.query<{ owner: string; name: string; checksum: string }>("SELECT owner, name, checksum FROM migrations");
  const applied = new Map(rows.map((row) => [nameOf(row), row.checksum]));
  refuseChanges(migrations, applied, new Set(sources.map((source) => source.owner)));
  return migrations.filter((migration) => !applied.has(nameOf(migration)));
}

function nameOf({ owner, name }: { owner: string; name: string }): string {
  return `${owner}/${name}`;
}

/** The files of all sources, in the order in which they are applied. */
export async function readMigrations(sources: MigrationSource[]): Promise<Migration[]> {
  return (await Promise.all(sources.map(readSource))).flat();
}

async function readSource(source: MigrationSource): Promise<Migration[]> {
  const folder = fileURLToPath(source.folder.href.endsWith("/") ? source.folder : new URL(`${source.folder.href}/`));
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      if (!fileName.test(name)) throw new StartError(`Migration ${source.owner}/${name} must be named like 0001-words.sql`);
      const sql = await readFile(`${folder}${name}`, "utf8");
      return { owner: source.owner, name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

function refuseChanges(migrations: Migration[], applied: Map<string, string>, owners: Set<string>): void {
  const known = new Map(migrations.map((migration) => [nameOf(migration), migration.checksum]));
  for (const [name, checksum] of applied) {
    if (!owners.has(name.split("/")[0]!)) continue;
    const now = known.get(name);
    if (now === undefined)
      throw new StartError(`Migration ${name} was applied to this database but its file is gone: this is an older OneHeart than the data.`);
    if (now !== checksum) throw new StartError(`Migration ${name} was changed after it was applied. Add a new migration instead.`);
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(migration.sql);
    await client.query("INSERT INTO migrations (owner, name, checksum) VALUES ($1, $2, $3)", [
      migration.owner,
      migration.name,
      migration.checksum,
    ]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new StartError(`Migration ${migration.owner}/${migration.name} failed: ${(error as Error).message}`);
  }
}
