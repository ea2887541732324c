import { EventEmitter } from "node:events";
import { Logger, makeWorkerUtils, runTaskList, type Task, type WorkerEvents, type WorkerUtils } from "graphile-worker";
import type pg from "pg";
import type { Log } from "../log.ts";
import type { WorkQueue } from "../ports.ts";
import { runAttempt } from "./attempt.ts";
import { createPoolGuard } from "./pool-guard.ts";
import { endOf, isListenerNoise, reportedOutcomes, type Supervised, superviseWorkers } from "./supervise.ts";
import { wakeOnlyBy } from "./wake.ts";

/** How many attempts there are is known to the worker, not here; this is the most that the column holds. */
const ATTEMPTS_MAX = 32_767;
const FREE_EVERY_MS = 30_000;

/** Adds jobs that are not there yet, and says to those who work on the queue how many. */
const ADD = `
select pg_notify($4, count(added)::text) from (
  select graphile_worker.add_job($1, job, max_attempts => $3, job_key => $1 || ':' || (job ->> 'job_id'), job_key_mode => 'unsafe_dedupe')
  from json_array_elements($2::json) as job
) as done (added)`;

function channelOf(queue: string): string {
  return `oneheart:${queue}`;
}

export interface PostgresQueueOptions {
  /** Every queue that is worked on holds one connection for notifications. */
  pool: pg.Pool;
  databaseUrl: string;
  log: Log;
}

/** The work queue on graphile-worker: a task for each queue, back-off of `e ** attempt` seconds. */
export function createPostgresQueue({ pool, databaseUrl, log }: PostgresQueueOptions): WorkQueue {
  const logger = asLogger(log);
  const guard = createPoolGuard({ pool, databaseUrl, log, giveAttemptsBack: true });
  const queues = new Set<string>();
  const pools: Supervised[] = [];
  let utils: Promise<WorkerUtils> | undefined;
  const timer = setInterval(() => {
    if (queues.size === 0) return;
    guard.freeAbandoned([...queues]).catch((error: unknown) => log.warn({ err: error }, "abandoned jobs could not be looked for"));
  }, FREE_EVERY_MS).unref();

  /** Made at first use, with graphile-worker's own tables. */
  function ready(): Promise<WorkerUtils> {
    utils ??= prepare().catch((error: unknown) => {
      utils = undefined;
      throw error;
    });
    return utils;
  }

  async function prepare(): Promise<WorkerUtils> {
    const made = await makeWorkerUtils({ pgPool: pool, logger });
    await made.migrate();
    return made;
  }

  return {
    async add(queue, jobs) {
      if (jobs.length === 0) return;
      await (await ready()).withPgClient((client) => client.query(ADD, [queue, JSON.stringify(jobs), ATTEMPTS_MAX, channelOf(queue)]));
    },
    async work(queue, handler, options) {
      await Promise.all([ready(), guard.open()]);
      const task: Task = async (stored, { job }) => {
        const { job_id: id, payload, lost = 0 } = asStored(stored);
        // An attempt that was lost was given back, and noted in the payload.
        const attempt = job.attempts + lost;
        await runAttempt({ queue, id, payload, attempt, lost, lastError: job.last_error }, handler, options, log);
      };
      const shared = {
        pgPool: pool,
        logger,
        concurrency: options.concurrency,
        noHandleSignals: true,
        preset: { worker: reportedOutcomes },
      };
      const start = async () => {
        const events: WorkerEvents = new EventEmitter();
        wakeOnlyBy(events, channelOf(queue));
        const workers = runTaskList({ ...shared, events }, { [queue]: task }, pool);
        return { id: workers.id, promise: endOf(workers.promise, events), stop: () => workers.gracefulShutdown("closing") };
      };
      pools.push(await superviseWorkers(start, { guard, tasks: [queue], log }));
      queues.add(queue);
    },
    async ping() {
      await (await ready()).withPgClient((client) => client.query("select 1 from graphile_worker.jobs limit 1"));
    },
    async close() {
      clearInterval(timer);
      await Promise.all(pools.map((workers) => workers.stop()));
      await guard.close();
      await (await utils)?.release();
    },
  };
}

interface Stored {
  job_id: string;
  payload: Record<string, unknown>;
  /** How many attempts ended with their process. */
  lost?: number;
}

function asStored(stored: unknown): Stored {
  return stored as Stored;
}

/** graphile-worker's own words, without payloads. Failed attempts are told by `runAttempt`. */
function asLogger(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (meta?.failure === true) return;
    if (isListenerNoise(message)) return;
    if (level === "error") log.error({ from: "graphile-worker" }, message);
    if (level === "warning") log.warn({ from: "graphile-worker" }, message);
  });
}
