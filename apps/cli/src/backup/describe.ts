import { createHash } from "node:crypto";
import type pg from "pg";
import { type BackupSequence, type BackupTable, JOBS_SCHEMA, Manifest, OWN_SCHEMA } from "./format.ts";

/** Rows of these are made by whoever makes the tables. */
const MADE_ANEW = new Set([`${OWN_SCHEMA}.migrations`, `${JOBS_SCHEMA}.migrations`]);

/** Says what the database is. `masterKey` is the key's text; `kept` says that the installation keeps it in its folder. */
export async function describe(client: pg.ClientBase, masterKey: { text: string; kept: boolean }): Promise<Manifest> {
  const { rows: migrations } = await client.query<Manifest["migrations"][number]>(
    "SELECT owner, name, checksum FROM migrations ORDER BY applied_at, owner, name",
  );
  const { rows } = await client.query<{ now: Date; version: string; jobs: number }>(
    `SELECT now(), current_setting('server_version') AS version, (SELECT max(id) FROM graphile_worker.migrations) AS jobs`,
  );
  return Manifest.parse({
    format: 1,
    created_at: rows[0]!.now.toISOString(),
    postgres: rows[0]!.version,
    migrations,
    jobs_migration: rows[0]!.jobs,
    tables: await tablesOf(client),
    sequences: await sequencesOf(client),
    master_key: { sha256: fingerprintOf(masterKey.text), ...(masterKey.kept ? { kept: masterKey.text } : {}) },
  } satisfies Manifest);
}

export function fingerprintOf(masterKey: string): string {
  return createHash("sha256").update("oneheart master key\n").update(Buffer.from(masterKey, "base64")).digest("hex");
}

/** Every table with rows of its own that last: views have none, and unlogged tables are the cache's. */
export async function tablesOf(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable & { refers_to: string[] }>(`
    SELECT CASE n.nspname WHEN '${JOBS_SCHEMA}' THEN n.nspname ELSE '${OWN_SCHEMA}' END AS schema, c.relname AS name,
      (SELECT json_agg(attname ORDER BY attnum) FROM pg_attribute
       WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
      (SELECT coalesce(json_agg(DISTINCT CASE rn.nspname WHEN '${JOBS_SCHEMA}' THEN rn.nspname ELSE '${OWN_SCHEMA}' END || '.' || r.relname), '[]')
       FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
       WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS refers_to
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN (current_schema(), '${JOBS_SCHEMA}') AND c.relkind = 'r' AND c.relpersistence = 'p'
    ORDER BY schema, name`);
  const wanted = rows.filter(({ schema, name }) => !MADE_ANEW.has(`${schema}.${name}`));
  return inOrder(wanted).map(({ schema, name, columns }) => ({ schema, name, columns }));
}

/** Each table after those that it refers to. */
function inOrder<T extends BackupTable & { refers_to: string[] }>(tables: readonly T[]): T[] {
  const byName = new Map(tables.map((table) => [`${table.schema}.${table.name}`, table]));
  const ordered = new Set<T>();
  function add(table: T, above: readonly T[]): void {
    if (ordered.has(table)) return;
    if (above.includes(table)) throw new Error(`tables refer to each other in a circle: ${above.map(({ name }) => name).join(", ")}`);
    for (const name of table.refers_to) {
      const other = byName.get(name);
      if (other !== undefined) add(other, [...above, table]);
    }
    ordered.add(table);
  }
  for (const table of tables) add(table, []);
  return [...ordered];
}

/** Read after the snapshot began, so that a sequence is never behind a row that the snapshot holds. */
async function sequencesOf(client: pg.ClientBase): Promise<BackupSequence[]> {
  const { rows } = await client.query<{ schema: BackupSequence["schema"]; name: string; quoted: string }>(`
    SELECT CASE n.nspname WHEN '${JOBS_SCHEMA}' THEN n.nspname ELSE '${OWN_SCHEMA}' END AS schema, c.relname AS name,
      format('%I.%I', n.nspname, c.relname) AS quoted
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN (current_schema(), '${JOBS_SCHEMA}') AND c.relkind = 'S' ORDER BY 1, 2`);
  const sequences: BackupSequence[] = [];
  for (const { schema, name, quoted } of rows) {
    const state = await client.query<{ value: string; is_called: boolean }>(`SELECT last_value::text AS value, is_called FROM ${quoted}`);
    sequences.push({ schema, name, ...state.rows[0]! });
  }
  return sequences;
}
