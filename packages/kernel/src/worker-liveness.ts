import { sql } from "kysely";
import pg from "pg";
import type { Database } from "./database.ts";

/** Shows other processes that this one's jobs are under way, for as long as it lives. */
export interface Liveness {
  /** Holds the pool's mark until `release`; a killed process loses it with its connection. */
  hold(poolId: string): Promise<void>;
  release(): Promise<void>;
}

// The first key of two-key advisory locks, so that no other lock of ours can collide.
const lockClass = 74_051_131;

/** A connection of its own holds one advisory lock per worker pool. It is opened again when the server restarts. */
export function createLiveness(url: string): Liveness {
  const held = new Set<string>();
  let client: pg.Client | undefined;
  let released = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: "oneheart-liveness", keepAlive: true });
    next.on("error", () => {});
    next.once("end", () => {
      if (!released && client === next) reconnect();
    });
    await next.connect();
    client = next;
    for (const poolId of held) await lock(next, poolId);
  }

  function reconnect(): void {
    client = undefined;
    const again = setTimeout(() => connect().catch(reconnect), 500);
    again.unref();
  }

  return {
    async hold(poolId) {
      held.add(poolId);
      if (client === undefined) await connect();
      else await lock(client, poolId);
    },
    async release() {
      released = true;
      await client?.end();
    },
  };
}

async function lock(client: pg.Client, poolId: string): Promise<void> {
  await client.query("SELECT pg_advisory_lock($1, hashtext($2))", [lockClass, poolId]);
}

/**
 * Gives back the jobs of processes that died holding them; without it they would stay locked for four hours.
 * A pool is dead when nobody holds its lock and its jobs were taken more than `grace_s` seconds ago. Answers how many pools were.
 */
export async function freeJobsOfDeadPools(db: Database, grace_s: number): Promise<number> {
  const { rows } = await sql<{ locked_by: string }>`
    SELECT DISTINCT locked_by FROM graphile_worker._private_jobs
    WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => ${grace_s})`.execute(db);
  const dead: string[] = [];
  for (const { locked_by } of rows) {
    const free = await db.connection().execute(async (one) => {
      const tried = await sql<{ free: boolean }>`SELECT pg_try_advisory_lock(${lockClass}::int, hashtext(${locked_by})) AS free`.execute(
        one,
      );
      if (tried.rows[0]!.free) await sql`SELECT pg_advisory_unlock(${lockClass}::int, hashtext(${locked_by}))`.execute(one);
      return tried.rows[0]!.free;
    });
    if (free) dead.push(locked_by);
  }
  if (dead.length > 0) await sql`SELECT graphile_worker.force_unlock_workers(${dead}::text[])`.execute(db);
  return dead.length;
}
