import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createTestDatabase } from "@oneheart/testing";
import pg from "pg";
import { type Child, freePort, spawnServer } from "./harness.ts";

/** Several processes on one database, which can be ended and started again. */
export interface Split {
  children: Child[];
  restart(index: number): Promise<void>;
  query<T>(statement: string, values?: unknown[]): Promise<T[]>;
  /** Keeps what a statement locked until it is released. */
  hold(statement: string): Promise<{ release(): Promise<void> }>;
  stop(): Promise<void>;
}

/** One process for each list of services, the first with the gateway. */
export async function startSplit(parts: string[]): Promise<Split> {
  const database = await createTestDatabase();
  const dir = await mkdtemp(join(tmpdir(), "oneheart-parts-"));
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  const holding = new Set<pg.PoolClient>();
  const ports = await Promise.all(parts.map(() => freePort()));
  const urls = parts.flatMap((names, index) => names.split(",").map((name) => `${name}=http://127.0.0.1:${ports[index]}`));
  const shared = {
    DATABASE_URL: database.url,
    DATABASE_POOL: "8",
    JOB_CONCURRENCY: "2",
    CACHE: "postgres",
    OBJECTS_URL: pathToFileURL(join(dir, "objects")).href,
    MASTER_KEY: Buffer.alloc(32, 3).toString("base64"),
    INTERNAL_SECRET: "only the processes of this test know it",
    SERVICE_URLS: urls.join(","),
  };
  const start = (index: number) =>
    spawnServer({ ...shared, SERVICES: parts[index]!, PORT: String(ports[index]), DATA_DIR: join(dir, String(index)) });
  const children = await Promise.all(parts.map((_, index) => start(index)));
  return {
    children,
    async restart(index) {
      await children[index]!.end("SIGKILL");
      children[index] = await start(index);
    },
    query: async (statement, values = []) => (await pool.query(statement, values)).rows,
    async hold(statement) {
      const client = await pool.connect();
      holding.add(client);
      await client.query("BEGIN");
      await client.query(statement);
      return {
        async release() {
          holding.delete(client);
          await client.query("ROLLBACK");
          client.release();
        },
      };
    },
    async stop() {
      await Promise.all(children.map((child) => child.end("SIGTERM")));
      for (const client of holding) client.release(true);
      await pool.end();
      await database.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
