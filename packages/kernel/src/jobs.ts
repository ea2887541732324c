import { EventEmitter } from "node:events";
import {
  createPoolGuard,
  endOf,
  gatherWakeUps,
  isListenerNoise,
  reportedOutcomes,
  superviseWorkers,
  swallowConnectionErrors,
} from "@oneheart/backing";
import {
  Logger as GraphileLogger,
  type ParsedCronItem,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import pg from "pg";
import { type Bring, deliveryTo, earlierTasks, renamedTasks } from "./deliver.ts";
import { type Delivery, taskName } from "./events.ts";
import type { Logger } from "./log/logger.ts";
import { system } from "./principal.ts";
import { createBaseContext, type Runtime } from "./runtime.ts";
import type { ScheduledJob, ServiceDefinition } from "./service.ts";
import type { SettingsOf } from "./settings/declare.ts";
import type { kernelSettings } from "./settings/declared.ts";

/** The part of a process that hears events and runs scheduled jobs. */
export interface JobRunner {
  /** Takes no more jobs, waits for those under way, gives back what did not end in time. */
  stop(): Promise<void>;
}

const sweepEvery_ms = 10_000;

/** Starts hearing events for these services. Jobs of a process that died are given back within seconds. */
export async function startJobs(
  runtime: Runtime,
  services: readonly ServiceDefinition[],
  { databaseUrl, ...settings }: SettingsOf<typeof kernelSettings> & { databaseUrl: string },
): Promise<JobRunner> {
  const { log } = runtime;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: settings.JOB_CONCURRENCY + 2,
    application_name: "oneheart-jobs",
    // Only the queue's own bookkeeping: when a crash loses a note that a job is done, it is delivered again and has no effect.
    options: "-c synchronous_commit=off",
  });
  swallowConnectionErrors(pool);
  const guard = createPoolGuard({ pool, databaseUrl, log });
  await guard.open();
  let claimed: Promise<void> = Promise.resolve();
  const list = taskList(runtime, services, () => claimed);
  const tasks = Object.keys(list);

  async function start() {
    const events: WorkerEvents = new EventEmitter();
    gatherWakeUps(events);
    let id = "";
    events.on("pool:create", ({ workerPool }) => {
      id = workerPool.id;
      claimed = guard.claim(id);
      // Each job waits for it and fails with it; before the first job nobody does, and a failure must not end the process.
      claimed.catch(() => {});
    });
    const runner: Runner = await run({
      pgPool: pool,
      taskList: list,
      parsedCronItems: cronItems(services),
      concurrency: settings.JOB_CONCURRENCY,
      pollInterval: 1_000,
      noHandleSignals: true,
      events,
      logger: quietLogger(log),
      // One look-up takes jobs for all workers; without it every new job wakes each of them to look for itself.
      preset: {
        worker: {
          ...reportedOutcomes,
          // Nobody waits for a note that an event was heard: those of a moment are written together.
          completeJobBatchDelay: 20,
          localQueue: { size: settings.JOB_CONCURRENCY * 2 },
          gracefulShutdownAbortTimeout: settings.STOP_TIMEOUT_MS,
        },
      },
    });
    return { id, promise: endOf(runner.promise, events), stop: () => runner.stop() };
  }

  const supervised = await superviseWorkers(start, { guard, tasks, log });
  const sweep = setInterval(() => {
    guard.freeAbandoned(tasks).catch((error: unknown) => log.debug({ err: error }, "jobs of dead workers could not be looked for"));
  }, sweepEvery_ms);
  sweep.unref();
  return {
    async stop() {
      clearInterval(sweep);
      await supervised
        .stop()
        .catch((error: unknown) => log.warn({ err: error }, "some jobs did not end in time; they will be tried again"));
      await guard.close();
      await pool.end();
    },
  };
}

/** Makes the tables of the job queue; safe to call from several processes at once. */
export async function migrateJobs(databaseUrl: string, log: Logger): Promise<void> {
  const { runMigrations } = await import("graphile-worker");
  await runMigrations({ connectionString: databaseUrl, logger: quietLogger(log) });
}

function taskList(runtime: Runtime, services: readonly ServiceDefinition[], marked: () => Promise<void>): TaskList {
  const tasks: TaskList = {};
  for (const service of services) {
    for (const subscriber of service.subscribers) {
      const name = taskName(service.name, subscriber);
      const bring = deliveryTo(runtime, service.name, subscriber);
      for (const [task, way] of [[name, bring], ...renamedTasks(runtime, service.name, subscriber, bring)] as const) {
        tasks[task] = timed(runtime, task, marked, (payload) => bringAll(way, payload as Delivery | Delivery[]));
      }
    }
    for (const [name, requeue] of earlierTasks(runtime, service)) {
      tasks[name] = timed(runtime, name, marked, (payload) => requeue(payload as Delivery).then(() => alone));
    }
    for (const job of service.jobs) {
      const name = `${service.name}:${job.name}`;
      tasks[name] = timed(runtime, name, marked, () => runScheduled(runtime, service.name, job).then(() => alone));
    }
  }
  return tasks;
}

function timed(runtime: Runtime, name: string, marked: () => Promise<void>, work: (payload: unknown) => Promise<Ends>) {
  return async (payload: unknown): Promise<Array<Promise<void>> | undefined> => {
    await marked();
    const stop = runtime.metrics.jobs.startTimer({ task: name });
    try {
      const ends = await work(payload);
      const failed = ends.find((end) => end.status === "rejected");
      stop({ outcome: failed === undefined ? "ok" : "failed" });
      if (failed === undefined) return undefined;
      runtime.log.warn({ err: failed.reason, task: name }, "some events of a job failed; they are tried again with a growing pause");
      // graphile-worker keeps those of the list that failed for the next attempt.
      return ends.map((end) => (end.status === "rejected" ? Promise.reject(end.reason) : Promise.resolve()));
    } catch (error) {
      stop({ outcome: "failed" });
      runtime.disk.note(error);
      runtime.log.warn({ err: error, task: name }, "job failed; it is tried again with a growing pause");
      throw error;
    }
  };
}

/** How each event of a list of them ended; empty for whatever fails as a whole. */
type Ends = ReadonlyArray<PromiseSettledResult<void>>;
const alone: Ends = [];

/** One event fails as a job does; of several in one job each fails by itself. */
async function bringAll(bring: Bring, payload: Delivery | Delivery[]): Promise<Ends> {
  if (Array.isArray(payload)) return Promise.allSettled(payload.map(bring));
  await bring(payload);
  return alone;
}

async function runScheduled(runtime: Runtime, service: string, job: ScheduledJob): Promise<void> {
  const requestId = runtime.newId();
  await job.run(createBaseContext(runtime, { principal: system, requestId, service, bindings: { job: job.name } }));
}

function cronItems(services: readonly ServiceDefinition[]): ParsedCronItem[] {
  const items = services.flatMap((service) =>
    service.jobs.map((job) => ({
      task: `${service.name}:${job.name}`,
      match: job.cron,
      identifier: `${service.name}:${job.name}`,
      options: { maxAttempts: 3 },
    })),
  );
  return parseCronItems(items);
}

/** The queue's own chatter is for debugging; what matters of a job is logged where it runs. */
function quietLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === "error" && !message.startsWith("Failed task") && !isListenerNoise(message)) log.warn({ from: "jobs" }, message);
    else log.trace({ from: "jobs" }, message);
  });
}
