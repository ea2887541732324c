import { pipeline } from "node:stream/promises";
import type { Objects } from "@oneheart/backing";
import { StartError } from "@oneheart/kernel";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { tablesOf } from "../backup/describe.ts";
import { type BackupTable, JOBS_SCHEMA, nameOf, OWN_SCHEMA } from "../backup/format.ts";
import type { Reading } from "./read.ts";

interface LoadOptions {
  objects: Objects;
  /** Whether the job queue's rows are put back, too. */
  withJobs: boolean;
  onProgress(line: string): void;
}

/** Fills the empty tables in one transaction, and stores the objects before it commits. */
export async function load(client: pg.Client, { manifest, items }: Reading, options: LoadOptions): Promise<void> {
  const tables = new Map(
    manifest.tables.filter(({ schema }) => options.withJobs || schema !== JOBS_SCHEMA).map((table) => [nameOf(table), table]),
  );
  await refuseMissing(client, tables);
  const all = [...tables.values()].map(quoted);
  await client.query("BEGIN");
  const disabled = await disableTriggers(client, all);
  // Migrations put rows into some tables: these are in the backup, too, as they were then.
  await client.query(`TRUNCATE ${all.join(", ")}`);
  for await (const item of items) {
    if (item.kind === "object") {
      options.onProgress(item.key);
      await options.objects.put(item.key, item.body, { content_type: item.content_type });
      continue;
    }
    const table = tables.get(item.table);
    if (table === undefined) continue;
    options.onProgress(`rows of ${table.name}`);
    await pipeline(
      item.body,
      client.query(copyFrom(`COPY ${quoted(table)} (${table.columns.map(pg.escapeIdentifier).join(", ")}) FROM STDIN`)),
    );
  }
  for (const { schema, name, value, is_called } of manifest.sequences) {
    if (!options.withJobs && schema === JOBS_SCHEMA) continue;
    await client.query("SELECT setval($1::text::regclass, $2::text::bigint, $3)", [quoted({ schema, name }), value, is_called]);
  }
  for (const statement of disabled) await client.query(statement);
  await client.query("COMMIT");
}

function quoted({ schema, name }: Pick<BackupTable, "schema" | "name">): string {
  return [...(schema === OWN_SCHEMA ? [] : [schema]), name].map(pg.escapeIdentifier).join(".");
}

async function refuseMissing(client: pg.Client, tables: ReadonlyMap<string, BackupTable>): Promise<void> {
  const there = new Map((await tablesOf(client)).map((table) => [nameOf(table), new Set(table.columns)]));
  for (const [name, { columns }] of tables) {
    const missing = columns.filter((column) => there.get(name)?.has(column) !== true);
    if (missing.length > 0)
      throw new StartError(`The tables that were made lack ${missing.map((column) => `${name}.${column}`).join(", ")}.`);
  }
}

/** Rows come as they were, with what triggers did to them. Answers the statements that switch each one on again as it was. */
async function disableTriggers(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ off: string; on: string }>(
    `SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) AS off,
       format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass,
         CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, tgname) AS on
     FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgrelid = ANY($1::text[]::regclass[])`,
    [tables],
  );
  for (const { off } of rows) await client.query(off);
  return rows.map(({ on }) => on);
}
