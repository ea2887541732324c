import type { Log } from "../log.ts";
import type { WorkQueue } from "../ports.ts";

type Handler = Parameters<WorkQueue["work"]>[1];
type Options = Parameters<WorkQueue["work"]>[2];

interface Attempt {
  queue: string;
  id: string;
  payload: Record<string, unknown>;
  /** Counted from 1, with those that ended with their process. */
  attempt: number;
  /** How many before this one ended with their process, each with another. */
  lost: number;
  /** What the attempt before said, where the queue knows. */
  lastError?: string | null;
}

/**
 * A job may lose its process so often: a machine that is restarted again and again is not the job's fault, and a job that ends its
 * process each time must come to an end.
 */
const lostMax = 20;

/**
 * Runs one attempt of a job. Throws when the queue should try again; resolves when the job is over,
 * because it worked or because its last attempt failed and `onDead` has taken it.
 */
export async function runAttempt(job: Attempt, handler: Handler, options: Options, log: Log): Promise<void> {
  let error = new Error(job.lastError ?? "The process ended during the last attempt.");
  const failures = job.attempt - 1 - job.lost;
  if (failures < options.attempts && job.lost <= lostMax) {
    try {
      return await handler(job.payload, { id: job.id, attempt: job.attempt });
    } catch (thrown) {
      error = thrown instanceof Error ? thrown : new Error(String(thrown));
      log.warn({ err: error, queue: job.queue, job_id: job.id, attempt: job.attempt }, "an attempt of a job failed");
      if (failures + 1 < options.attempts) throw error;
    }
  }
  log.error({ err: error, queue: job.queue, job_id: job.id }, "a job is dead");
  await options.onDead?.(job.payload, error);
}
