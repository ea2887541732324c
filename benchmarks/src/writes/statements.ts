import { setTimeout as pause } from "node:timers/promises";
import { type Database, openDatabase } from "@oneheart/kernel";
import { settled } from "@oneheart/testing";
import { sql } from "kysely";

/** How PostgreSQL must be started for statements to be counted. */
export const countingSettings = {
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.max": "5000",
  // What stands in a function or trigger is part of the statement that called it.
  "pg_stat_statements.track": "top",
  "pg_stat_statements.track_utility": "on",
};

/** Statements that clients send to PostgreSQL, BEGIN and COMMIT included. */
export interface Statements {
  /** Statements a call: those that `work` waits for, and those of all that follows from it, without what an idle server sends. */
  count(calls: number, work: () => Promise<unknown>): Promise<{ own: number; with_effects: number }>;
  /** The statements that came most since the last reset, with how often they came. */
  top(limit: number): Promise<Array<{ query: string; calls: number; ms: number }>>;
  reset(): Promise<void>;
  db: Database;
  close(): Promise<void>;
}

const idle_ms = 3_000;

/** Counts what the application's login sends; the benchmark itself speaks to the database as its owner. */
export async function countStatements(urls: { owner: string; application: string }): Promise<Statements> {
  const { db, close } = openDatabase(urls.owner, { max: 2, application_name: "bench" });
  const login = new URL(urls.application).username;
  await sql`CREATE EXTENSION IF NOT EXISTS pg_stat_statements`.execute(db);
  await sql`
    CREATE OR REPLACE FUNCTION public.bench_hold_back() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.run_at := now() + interval '1 day'; RETURN NEW; END $$`.execute(db);

  async function sent(): Promise<number> {
    const { rows } = await sql<{ calls: string }>`
      SELECT coalesce(sum(calls), 0)::text AS calls FROM pg_stat_statements(true) WHERE userid = ${login}::regrole`.execute(db);
    return Number(rows[0]!.calls);
  }

  /** Statements a millisecond of a server that has nothing to do. */
  async function idleRate(): Promise<number> {
    const [start, before] = [performance.now(), await sent()];
    await pause(idle_ms);
    return ((await sent()) - before) / (performance.now() - start);
  }

  async function during(idle: number, work: () => Promise<unknown>): Promise<number> {
    const [start, before] = [performance.now(), await sent()];
    await work();
    return (await sent()) - before - idle * (performance.now() - start);
  }

  return {
    db,
    async count(calls, work) {
      const idle = await idleRate();
      await sql`
        CREATE TRIGGER bench_hold_back BEFORE INSERT ON graphile_worker._private_jobs
        FOR EACH ROW EXECUTE FUNCTION public.bench_hold_back()`.execute(db);
      const own = await during(idle, work);
      await sql`DROP TRIGGER bench_hold_back ON graphile_worker._private_jobs`.execute(db);
      const effects = await during(idle, async () => {
        await sql`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now()`.execute(db);
        await sql`SELECT pg_notify('jobs:insert', json_build_object('r', random(), 'count', 1)::text)`.execute(db);
        await settled(db, 120_000);
      });
      return { own: own / calls, with_effects: (own + effects) / calls };
    },
    async top(limit) {
      const { rows } = await sql<{ query: string; calls: number; ms: number }>`
        SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 150) AS query, sum(calls)::int AS calls, sum(total_exec_time)::float8 AS ms
        FROM pg_stat_statements(true) WHERE userid = ${login}::regrole GROUP BY 1 ORDER BY calls DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
    async reset() {
      await sql`SELECT pg_stat_statements_reset()`.execute(db);
    },
    close,
  };
}
