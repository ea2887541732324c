/** Everything that an installation holds, as text to search: all rows of all tables, and every object. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** A place where something was found. */
export interface Holding {
  place: string;
  text: string;
}

export async function dumpOf(databaseUrl: string, objectsDir: string): Promise<Holding[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return [...(await rowsOf(client)), ...(await objectsOf(objectsDir))];
  } finally {
    await client.end();
  }
}

/** Rows as PostgreSQL writes them, bytes in hexadecimal. */
async function rowsOf(client: pg.Client): Promise<Holding[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  const holdings: Holding[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`);
    holdings.push(...rows.map(({ text }) => ({ place: name, text })));
  }
  return holdings;
}

async function objectsOf(dir: string): Promise<Holding[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => ({ place: file, text: (await readFile(file)).toString("latin1") })));
}

/** Where any of these words stands, in the open or as bytes in hexadecimal. */
export function placesOf(dump: readonly Holding[], words: readonly string[]): string[] {
  const needles = words.flatMap((word) => [word, Buffer.from(word).toString("hex"), Buffer.from(word).toString("latin1")]);
  return dump
    .filter(({ text }) => needles.some((needle) => text.toLowerCase().includes(needle.toLowerCase())))
    .map(({ place, text }) => `${place}: ${text.slice(0, 300)}`);
}
