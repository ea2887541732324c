/** A server and a PostgreSQL of its own, with fsync on, that can be killed apart and together. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@oneheart/backing";
import { type OpenDatabase, openDatabase } from "@oneheart/kernel";
import { type Random, until } from "@oneheart/testing";
import { freePort, spawnServer } from "../harness.ts";

/** What `kill -9` hits. `process of PostgreSQL` is a backend, the WAL writer, the checkpointer …: any but the postmaster. */
export const targets = ["server", "postmaster", "process of PostgreSQL", "server and postmaster"] as const;
type Target = (typeof targets)[number];

export interface System {
  /** Stays the same across restarts. */
  readonly url: string;
  /** The tests' own look at the database; opened anew after each kill. */
  database(): OpenDatabase;
  /** Kills without a warning, starts again what is gone, and resolves when the server is ready. */
  kill(target: Target, random: Random): Promise<void>;
  stop(): Promise<void>;
}

export async function startSystem(dir: string): Promise<System> {
  const folder = join(dir, "postgres");
  const port = await freePort();
  let postgres = await startEmbeddedPostgres({ dir: folder });
  const environment = { DATABASE_URL: postgres.url, DATA_DIR: join(dir, "data"), PORT: String(port), LOG_LEVEL: "error" };
  let server = await spawnServer(environment);
  let own = open();

  function open(): OpenDatabase {
    return openDatabase(postgres.url, { max: 2, application_name: "crash-test" });
  }

  async function killPostmaster(): Promise<void> {
    const [pid] = (await readFile(join(folder, "data", "postmaster.pid"), "utf8")).split("\n");
    process.kill(Number(pid), "SIGKILL");
    // Resolves when the process is gone, and gives the folder free.
    await postgres.stop();
  }

  /** PostgreSQL then ends all of its other processes and recovers by itself; the connection's end shows that it has begun. */
  async function killOneProcess(random: Random): Promise<void> {
    const watcher = await own.pool.connect();
    const ended = new Promise<void>((resolve) => watcher.once("end", resolve));
    const { rows } = await watcher.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() ORDER BY pid");
    process.kill(random.pick(rows).pid, "SIGKILL");
    await ended;
    watcher.release(true);
  }

  return {
    url: server.url,
    database: () => own,
    async kill(target, random) {
      if (target === "process of PostgreSQL") await killOneProcess(random);
      // Closed first: it holds nothing of the load's, and would only die with the rest.
      await own.close();
      const ends: Promise<unknown>[] = [];
      if (target === "server" || target === "server and postmaster") ends.push(server.end("SIGKILL"));
      if (target === "postmaster" || target === "server and postmaster") ends.push(killPostmaster());
      await Promise.all(ends);
      if (target === "postmaster" || target === "server and postmaster") postgres = await startEmbeddedPostgres({ dir: folder });
      if (target === "server" || target === "server and postmaster") server = await spawnServer(environment);
      const ready = () => fetch(`${server.url}/ready`).then(({ status }) => status);
      await until(ready, (status) => status === 200, "the server to be ready again");
      own = open();
    },
    async stop() {
      await own.close();
      await server.end("SIGKILL");
      await postgres.stop();
    },
  };
}
