import { setTimeout as delay } from "node:timers/promises";
import type { WorkerEvents } from "graphile-worker";
import type { Log } from "../log.ts";
import type { PoolGuard } from "./pool-guard.ts";

/** A pool of graphile-worker: `promise` ends with it, by a rejection when the database went away at the wrong moment. */
export interface Workers {
  id: string;
  promise: Promise<unknown>;
  stop(): unknown;
}

export interface Supervised {
  /** Takes no more jobs and waits for those under way. */
  stop(): Promise<void>;
}

/**
 * Settings of graphile-worker under which a failure to write down how a job ended ends the pool, which can be started again.
 * Without batching (its default) that failure is an unhandled rejection, which ends the process.
 */
export const reportedOutcomes = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };

/** What graphile-worker says several times a second while the database is away; the one who supervises the workers says it once. */
export function isListenerNoise(message: string): boolean {
  return /notify listener|attempting to UNLISTEN/.test(message);
}

const AGAIN_MS = 500;
const END_WITHIN_MS = 2_000;

/**
 * The end of a pool, or the moment at which it counts as ended: it could not write down how a job ended, and did not get
 * there. graphile-worker 0.18 counts such failures wrongly: after the second, a pool's shutdown waits for ever.
 */
export function endOf(promise: Promise<unknown>, events: WorkerEvents): Promise<unknown> {
  return new Promise((resolve, reject) => {
    promise.then(resolve, reject);
    events.once("pool:fatalError", ({ error }) => void setTimeout(() => reject(error), END_WITHIN_MS).unref());
  });
}

/**
 * Keeps workers running. A pool that cannot write down how a job ended gives up; the next one starts as soon as the
 * database is back and frees the jobs that the first one held. Rejects when the first pool cannot start.
 */
export async function superviseWorkers(
  start: () => Promise<Workers>,
  { guard, tasks, log }: { guard: PoolGuard; tasks: string[]; log: Log },
): Promise<Supervised> {
  let current: Workers | undefined;
  let timer: NodeJS.Timeout | undefined;
  let launching: Promise<void> = Promise.resolve();
  let stopping = false;

  async function launch(): Promise<void> {
    const workers = await start();
    current = workers;
    const ended = (error?: unknown) => void after(workers, error);
    workers.promise.then(() => ended(), ended);
    try {
      await guard.claim(workers.id);
      await guard.freeAbandoned(tasks);
    } catch (error) {
      // Unclaimed workers would count as dead while they work, and the next start would make more of them.
      current = undefined;
      await stopQuietly(workers);
      throw error;
    }
  }

  /**
   * A job that was taken by a query whose answer was lost is locked by a pool that knows nothing of it, for as long as the
   * pool lives. So the pool makes way for another, which frees what the first one held.
   */
  async function makeWay(): Promise<void> {
    const workers = current;
    if (stopping || workers === undefined) return;
    current = undefined;
    log.warn({ tasks: tasks.length }, "the database went away; new workers start when it answers");
    await Promise.race([stopQuietly(workers), delay(END_WITHIN_MS, undefined, { ref: false })]);
    await guard.drop(workers.id);
    again();
  }

  async function stopQuietly(workers: Workers): Promise<void> {
    try {
      await workers.stop();
    } catch (error) {
      log.warn({ err: error }, "workers that could not be claimed ended badly");
    }
    await guard.drop(workers.id);
  }

  async function after(workers: Workers, error: unknown): Promise<void> {
    if (stopping || current !== workers) return;
    current = undefined;
    log.warn({ err: error, tasks: tasks.length }, "the workers ended; new ones start when the database answers");
    await guard.drop(workers.id);
    again();
  }

  function again(): void {
    if (stopping) return;
    timer = setTimeout(() => {
      launching = launch().catch(again);
    }, AGAIN_MS).unref();
  }

  await launch();
  guard.onLost(() => void makeWay());
  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await launching;
      await current?.stop();
    },
  };
}
