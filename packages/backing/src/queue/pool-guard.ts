import pg from "pg";
import type { Log } from "../log.ts";

/** The first of two keys of our advisory locks; the second is the pool's. */
const LOCK_CLASS = 28520;
const RECONNECT_MS = 1000;

/** A pool that nobody claims has died: its id is random and is never used again. */
const FIND_ABANDONED = `
with holders as materialized (
  select distinct locked_by as id from graphile_worker.jobs
  where locked_by is not null and task_identifier = any($2) and locked_by <> all($3)
), dead as materialized (
  select id from holders where pg_try_advisory_xact_lock($1, hashtext(id))
)
select coalesce(array_agg(id), '{}') as dead from dead`;

/**
 * What ended with its process did not fail by itself, so it may be tried as often as before; how often that happened is noted beside the
 * payload, once for each process: those of this one's own former pools ($2) are not counted.
 */
const GIVE_BACK = `
update graphile_worker._private_jobs set attempts = greatest(attempts - 1, 0),
  payload = case when locked_by = any($2) then payload else
    jsonb_set(payload::jsonb, '{lost}', to_jsonb(coalesce((payload ->> 'lost')::int, 0) + 1))::json end
where locked_by = any($1)`;

/** Tells live graphile-worker pools from dead ones. */
export interface PoolGuard {
  /** Connects, so that a pool started next is claimed before it can take a job. */
  open(): Promise<void>;
  /** Says that this process lives and works as this pool (the `id` of a worker pool). */
  claim(poolId: string): Promise<void>;
  /** Says that the pool has ended, so that its jobs are free. */
  drop(poolId: string): Promise<void>;
  /** Gives the jobs of dead pools back, for these tasks only; answers how many pools were dead. */
  freeAbandoned(tasks: string[]): Promise<number>;
  /** Calls when the connection was lost: what the database did for a pool just before may never have reached it. */
  onLost(listener: () => void): void;
  close(): Promise<void>;
}

export interface PoolGuardOptions {
  pool: pg.Pool;
  databaseUrl: string;
  log: Log;
  /** Whether an attempt that ended with its process counts among `lost` in the payload, and not among those that failed. */
  giveAttemptsBack?: boolean;
}

/** Locks are counted per connection, so each is taken once: one unlock gives it back. */
interface Connection {
  client: pg.Client;
  held: Set<string>;
}

/**
 * graphile-worker itself gives a killed process's jobs back after four hours. Here each pool holds an advisory lock on
 * a connection of its own, which ends with the process. Every worker of a task must claim, or it counts as dead.
 */
export function createPoolGuard({ pool, databaseUrl, log, giveAttemptsBack = false }: PoolGuardOptions): PoolGuard {
  const claimed = new Set<string>();
  const ever = new Set<string>();
  const listeners: Array<() => void> = [];
  let current: Promise<Connection> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function connection(): Promise<Connection> {
    current ??= connect().catch((error: unknown) => {
      current = undefined;
      throw error;
    });
    return current;
  }

  async function connect(): Promise<Connection> {
    const fresh = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    fresh.on("error", (error) => log.warn({ err: error }, "the connection that says that this worker lives broke"));
    const open: Connection = { client: fresh, held: new Set() };
    try {
      await fresh.connect();
      for (const id of claimed) await lock(open, id);
    } catch (error) {
      await fresh.end();
      throw error;
    }
    fresh.on("end", () => {
      reconnect();
      if (!closed) for (const listener of listeners) listener();
    });
    return open;
  }

  function reconnect(): void {
    current = undefined;
    if (closed) return;
    timer = setTimeout(() => connection().catch(reconnect), RECONNECT_MS).unref();
  }

  return {
    async open() {
      await connection();
    },
    async claim(poolId) {
      claimed.add(poolId);
      ever.add(poolId);
      await lock(await connection(), poolId);
    },
    async drop(poolId) {
      claimed.delete(poolId);
      // Without a connection there is no lock to give back.
      await connection()
        .then((open) => unlock(open, poolId))
        .catch(() => undefined);
    },
    async freeAbandoned(tasks) {
      const freed = await inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ dead: string[] }>(FIND_ABANDONED, [LOCK_CLASS, tasks, [...claimed]]);
        const dead = rows[0]?.dead ?? [];
        if (dead.length === 0) return 0;
        if (giveAttemptsBack) await client.query(GIVE_BACK, [dead, [...ever]]);
        await client.query("select graphile_worker.force_unlock_workers($1)", [dead]);
        return dead.length;
      });
      if (freed > 0) log.warn({ tasks, pools: freed }, "jobs of a worker that ended without a word run again");
      return freed;
    },
    onLost(listener) {
      listeners.push(listener);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const open = await current?.catch(() => undefined);
      await open?.client.end();
    },
  };
}

async function lock({ client, held }: Connection, poolId: string): Promise<void> {
  if (held.has(poolId)) return;
  held.add(poolId);
  await client.query("select pg_advisory_lock($1, hashtext($2))", [LOCK_CLASS, poolId]);
}

async function unlock({ client, held }: Connection, poolId: string): Promise<void> {
  if (held.delete(poolId)) await client.query("select pg_advisory_unlock($1, hashtext($2))", [LOCK_CLASS, poolId]);
}

/** The locks by which a pool is found dead are held until its jobs are free. */
async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    // A connection in an unknown state is not used again.
    client.release(true);
    throw error;
  }
}
