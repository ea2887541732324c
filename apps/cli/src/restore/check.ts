import type { Readable } from "node:stream";
import { StartError } from "@oneheart/kernel";
import { knownMigrations } from "@oneheart/server";
import { fingerprintOf } from "../backup/describe.ts";
import { type End, JOBS_SCHEMA, type Manifest, nameOf } from "../backup/format.ts";
import type { Secrets } from "../backup/seal.ts";
import type { InstallationSettings } from "../installation-settings.ts";
import { masterKeyText } from "../master-key.ts";
import { damaged, type Reading, readBackup } from "./read.ts";

const NEWLINE = 10;

/** Reads the whole file without keeping anything: every byte is authenticated, and rows and objects are as many as it says. */
export async function checkFile(file: string, secrets: Secrets): Promise<{ manifest: Manifest; end: End }> {
  const reading = await readBackup(file, secrets);
  try {
    return await checkItems(file, reading);
  } catch (error) {
    throw damaged(file, error);
  }
}

async function checkItems(file: string, { manifest, items }: Reading): Promise<{ manifest: Manifest; end: End }> {
  const known = new Set(manifest.tables.map(nameOf));
  const rows = new Map<string, number>(manifest.tables.map((table) => [nameOf(table), 0]));
  for (;;) {
    const { value, done } = await items.next();
    if (done) {
      for (const [table, count] of rows)
        if (value.rows[table] !== count)
          throw new StartError(`${file} is damaged: ${table} has ${count} rows instead of ${value.rows[table]}.`);
      return { manifest, end: value };
    }
    if (value.kind === "object") continue;
    if (!known.has(value.table))
      throw new StartError(`${file} is damaged: it has rows of ${value.table}, which its manifest does not name.`);
    rows.set(value.table, rows.get(value.table)! + (await countRows(value.body)));
  }
}

async function countRows(body: Readable): Promise<number> {
  let count = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) count += 1;
  }
  return count;
}

/** Refuses what this program cannot make again: tables of a newer OneHeart, or ones that were changed since. */
export async function refuseOtherSchema(manifest: Manifest): Promise<void> {
  const known = new Map((await knownMigrations()).map(({ owner, name, checksum }) => [`${owner}/${name}`, checksum]));
  for (const { owner, name, checksum } of manifest.migrations) {
    const found = known.get(`${owner}/${name}`);
    if (found === undefined) throw new StartError(`The backup was made by a newer OneHeart: this one has no migration ${owner}/${name}.`);
    if (found !== checksum) throw new StartError(`The migration ${owner}/${name} is not the one that the backup was made with.`);
  }
}

/** Jobs can only be put back into the tables that they came from; a backup without any needs none of them. */
export function hasJobs({ rows }: End): boolean {
  return (rows[`${JOBS_SCHEMA}._private_jobs`] ?? 0) > 0;
}

/** Refuses a master key that cannot open what the backup holds. Answers the key to keep in DATA_DIR, where none is there. */
export async function masterKeyToKeep(manifest: Manifest, settings: InstallationSettings): Promise<string | undefined> {
  const { sha256, kept } = manifest.master_key;
  const own = await masterKeyText(settings);
  if (own !== undefined && fingerprintOf(own) !== sha256) {
    throw new StartError("The master key here is not the one of the backup: set MASTER_KEY to that, or choose an empty DATA_DIR.");
  }
  if (own === undefined && kept === undefined) throw new StartError("The backup does not hold its master key: set MASTER_KEY to it.");
  return own === undefined ? kept : undefined;
}
