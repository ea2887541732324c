import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Objects, startEmbeddedPostgres } from "@oneheart/backing";
import { StartError } from "@oneheart/kernel";
import { openObjectStore } from "@oneheart/server";
import pg from "pg";
import type { InstallationSettings } from "../installation-settings.ts";

/** An empty installation, to be filled. */
export interface Target {
  /** As the owner of the tables. */
  databaseUrl: string;
  objects: Objects;
  close(): Promise<void>;
  /** Removes what was made of it; an outer database keeps empty tables. */
  undo(): Promise<void>;
}

/** Opens where the settings say, and refuses what is not empty. */
export async function openTarget(settings: InstallationSettings): Promise<Target> {
  const given = settings.DATABASE_MIGRATION_URL ?? settings.DATABASE_URL;
  if (given !== undefined) {
    await refuseTables(given);
    return withObjects(settings, { databaseUrl: given, close: async () => undefined, undo: async () => undefined });
  }
  const dir = join(settings.DATA_DIR, "postgres");
  if (existsSync(join(dir, "data")))
    throw new StartError(`${settings.DATA_DIR} holds a database already: choose an empty DATA_DIR, or move it away.`);
  await mkdir(settings.DATA_DIR, { recursive: true });
  const postgres = await startEmbeddedPostgres({ dir });
  const undo = () => rm(dir, { recursive: true, force: true });
  return withObjects(settings, { databaseUrl: postgres.url, close: postgres.stop, undo });
}

async function withObjects(settings: InstallationSettings, database: Omit<Target, "objects">): Promise<Target> {
  try {
    const objects = await openObjectStore(settings);
    for await (const key of objects.keys()) throw new StartError(`The object store is not empty (it has ${key}): choose an empty one.`);
    return { ...database, objects, close: () => objects.close().then(database.close), undo: () => emptied(objects).then(database.undo) };
  } catch (error) {
    await database.close();
    await database.undo();
    throw error;
  }
}

async function emptied(objects: Objects): Promise<void> {
  const keys: string[] = [];
  for await (const key of objects.keys()) keys.push(key);
  for (const key of keys) await objects.delete(key);
}

async function refuseTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect().catch((error: Error) => {
    throw new StartError(`Cannot reach PostgreSQL: ${error.message}.`);
  });
  try {
    const { rows } = await client.query<{ count: number }>(
      "SELECT count(*)::int FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text IN (current_schema(), 'graphile_worker')",
    );
    if (rows[0]!.count > 0) throw new StartError("The database is not empty: restore into one that was just created.");
  } finally {
    await client.end();
  }
}
