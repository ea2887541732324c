import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createBullQueue } from "../src/queue/bullmq.ts";
import { createPostgresQueue } from "../src/queue/postgres.ts";
import { superviseWorkers, type Workers } from "../src/queue/supervise.ts";
import { queueContract } from "./contracts/queue.ts";
import { startDatabase, type TestDatabase } from "./support/database.ts";
import { keptLog } from "./support/log.ts";
import { needs } from "./support/needs.ts";
import { until } from "./support/temp.ts";

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database?.stop());

queueContract("PostgreSQL", {
  open: async () => createPostgresQueue({ pool: database.pool, databaseUrl: database.url, log: keptLog() }),
  address: () => ["postgres", database.url],
});

const redis = needs("REDIS_URL");
queueContract("Redis", {
  skip: redis.skip,
  open: async () => createBullQueue(redis.url, keptLog(), 1000),
  address: () => ["redis", redis.url],
});

test("jobs go on after every connection broke, also the one under way", async () => {
  const queue = createPostgresQueue({ pool: database.pool, databaseUrl: database.url, log: keptLog() });
  const seen: string[] = [];
  let finish = () => {};
  const handler = async (_: unknown, { id }: { id: string }) => {
    seen.push(id);
    if (seen.length > 1) return;
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
  };
  await queue.work("broken", handler, { concurrency: 1, attempts: 3 });
  await queue.add("broken", [{ job_id: "under way", payload: {} }]);
  await until("the first job", () => seen.length === 1);
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'",
  );
  finish();
  await until(
    "a job after the break",
    async () => {
      await queue.add("broken", [{ job_id: "after", payload: {} }]).catch(() => undefined);
      return seen.includes("after");
    },
    30_000,
  );
  await queue.close();
});

test("workers that cannot be claimed are stopped before others start", async () => {
  const running = new Set<string>();
  let started = 0;
  const start = async (): Promise<Workers> => {
    const id = `pool-${++started}`;
    running.add(id);
    return { id, promise: new Promise(() => undefined), stop: () => void running.delete(id) };
  };
  const failing = async () => {
    throw new Error("the database is away");
  };
  const guard = {
    open: async () => {},
    claim: failing,
    drop: async () => {},
    freeAbandoned: async () => 0,
    onLost: () => {},
    close: async () => {},
  };
  await assert.rejects(superviseWorkers(start, { guard, tasks: ["t"], log: keptLog() }), /away/);
  assert.deepEqual([started, running.size], [1, 0]);
});
