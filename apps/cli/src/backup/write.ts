import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { link, open, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { ObjectNotFound, type Objects } from "@oneheart/backing";
import { StartError } from "@oneheart/kernel";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Archive, createArchive } from "./archive.ts";
import { describe } from "./describe.ts";
import { type BackupTable, CONTENT_TYPE, type End, MANIFEST, nameOf, OWN_SCHEMA } from "./format.ts";
import { type Secrets, sealed } from "./seal.ts";

const PART_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;

export interface BackupSource {
  databaseUrl: string;
  objects: Objects;
  masterKey: { text: string; kept: boolean };
}

/** Writes a backup of a running installation. The file appears whole or not at all, and replaces none. */
export async function writeBackup(
  source: BackupSource,
  { file, secrets, onProgress }: { file: string; secrets: Secrets; onProgress(line: string): void },
): Promise<End> {
  const partial = `${resolve(file)}.${randomUUID()}.partial`;
  const archive = createArchive();
  try {
    const filling = fill(archive, source, onProgress).catch((error: Error) => {
      archive.fail(error);
      throw error;
    });
    const writing = sealed(archive.stream, secrets).then((bytes) =>
      pipeline(bytes, createWriteStream(partial, { flags: "wx", mode: 0o600, flush: true })),
    );
    const [filled, written] = await Promise.allSettled([filling, writing]);
    if (filled.status === "rejected") throw filled.reason;
    if (written.status === "rejected") throw written.reason;
    await giveName(partial, file);
    return filled.value;
  } finally {
    await rm(partial, { force: true });
  }
}

async function giveName(partial: string, file: string): Promise<void> {
  await link(partial, file).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EEXIST" ? new StartError(`${file} exists already: choose another name.`) : error;
  });
  const folder = await open(dirname(resolve(file)));
  await folder.sync().finally(() => folder.close());
}

/** All rows of one moment, then the objects: those that rows of that moment name were stored before the rows were. */
async function fill(archive: Archive, { databaseUrl, objects, masterKey }: BackupSource, onProgress: (line: string) => void): Promise<End> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "oneheart backup",
    options: "-c timezone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c extra_float_digits=3",
  });
  await client.connect();
  const rows: Record<string, number> = {};
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const manifest = await describe(client, masterKey);
    await archive.add(MANIFEST, Buffer.from(JSON.stringify(manifest, null, 1)));
    for (const table of manifest.tables) {
      onProgress(`rows of ${table.name}`);
      rows[nameOf(table)] = await addTable(archive, client, table);
    }
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
  return archive.finish({ rows, objects: await addObjects(archive, objects, onProgress) });
}

async function addTable(archive: Archive, client: pg.Client, table: BackupTable): Promise<number> {
  const from = [...(table.schema === OWN_SCHEMA ? [] : [table.schema]), table.name].map(pg.escapeIdentifier).join(".");
  const stream = client.query(copyTo(`COPY ${from} (${table.columns.map(pg.escapeIdentifier).join(", ")}) TO STDOUT`));
  let [rows, parts, size, chunks] = [0, 0, 0, [] as Buffer[]];
  const addPart = async () => {
    parts += 1;
    await archive.add(`tables/${table.schema}/${table.name}/${String(parts).padStart(6, "0")}`, Buffer.concat(chunks));
    [size, chunks] = [0, []];
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    // Line ends inside of values are escaped, so each one is a row's.
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) rows += 1;
    chunks.push(chunk);
    size += chunk.length;
    if (size >= PART_BYTES) await addPart();
  }
  if (size > 0) await addPart();
  return rows;
}

/** What was deleted meanwhile, such as a person's evidence, is left out. */
async function addObjects(archive: Archive, objects: Objects, onProgress: (line: string) => void): Promise<number> {
  let count = 0;
  for await (const key of objects.keys()) {
    const found = await objects.head(key);
    if (found === undefined) continue;
    try {
      const body = await objects.read(key);
      await archive.addStream(`objects/${key}`, body, { size: found.size_bytes, pax: { [CONTENT_TYPE]: found.content_type } });
    } catch (error) {
      if (error instanceof ObjectNotFound) continue;
      throw error;
    }
    count += 1;
    onProgress(`${count} objects`);
  }
  return count;
}
