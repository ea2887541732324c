import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { backingMigrations } from "../../src/index.ts";
import { startEmbeddedPostgres } from "../../src/postgres/embedded.ts";

export interface TestDatabase {
  url: string;
  pool: pg.Pool;
  stop(): Promise<void>;
}

/** A throwaway PostgreSQL with the tables of this package. */
export async function startDatabase(): Promise<TestDatabase> {
  const dir = await mkdtemp(join(tmpdir(), "oneheart-backing-"));
  const server = await startEmbeddedPostgres({ dir, settings: { fsync: "off" } });
  const pool = new pg.Pool({ connectionString: server.url, max: 30 });
  // A test may end connections on purpose.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  for (const name of (await readdir(backingMigrations)).sort()) {
    await pool.query(await readFile(new URL(name, backingMigrations), "utf8"));
  }
  return {
    url: server.url,
    pool,
    async stop() {
      await pool.end();
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
