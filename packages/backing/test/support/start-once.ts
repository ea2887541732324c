/** Starts an embedded PostgreSQL in the folder given, stops it, and says how that went. */
import { BackingError } from "../../src/errors.ts";
import { startEmbeddedPostgres } from "../../src/postgres/embedded.ts";
import { query } from "./query.ts";

const [dir, bin] = process.argv.slice(2);
const binaries = bin === undefined ? undefined : { initdb: `${bin}/initdb`, postgres: `${bin}/postgres` };
const lines: string[] = [];
try {
  const server = await startEmbeddedPostgres({ dir: dir!, binaries, settings: { fsync: "off" }, log: (line) => lines.push(line) });
  const rows = await query(
    server.url,
    "create table if not exists starts (at timestamptz); insert into starts values (now()) returning 1 as one",
  );
  await server.stop();
  console.log(JSON.stringify({ log: lines.join("\n"), worked: rows !== undefined }));
} catch (error) {
  if (!(error instanceof BackingError)) throw error;
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
