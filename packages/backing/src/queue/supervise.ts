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

const AGAIN_MS = 500;

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
  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await launching;
      await current?.stop();
    },
  };
}
