import { Queue, Worker } from "bullmq";
import type { Redis } from "ioredis";
import type { Log } from "../log.ts";
import type { WorkQueue } from "../ports.ts";
import { connectRedis } from "../redis-connection.ts";
import { runAttempt } from "./attempt.ts";

/** How many attempts there are is known to the worker, not here. */
const ATTEMPTS_MAX = 10_000;
const BACKOFF_MS = 1000;
const PREFIX = "oneheart";

/**
 * The work queue on BullMQ: a queue for each name, back-off of `2 ** attempt` seconds. A job whose worker has not been
 * heard of for `stalled_ms` runs again.
 */
export function createBullQueue(url: string, log: Log, stalled_ms = 30_000): WorkQueue {
  const redis = connectRedis(url, log);
  const queues = new Map<string, Queue>();
  const workers: Worker[] = [];
  const workerConnections: Redis[] = [];

  function queueOf(name: string): Queue {
    const queue = queues.get(name) ?? new Queue(name, { connection: redis, prefix: PREFIX });
    queues.set(name, queue);
    return queue;
  }

  return {
    async add(queue, jobs) {
      await queueOf(queue).addBulk(
        jobs.map(({ job_id, payload }) => ({
          name: queue,
          data: { job_id, payload },
          opts: {
            // BullMQ takes neither colons nor plain numbers.
            jobId: `job-${encodeURIComponent(job_id)}`,
            attempts: ATTEMPTS_MAX,
            backoff: { type: "exponential", delay: BACKOFF_MS },
            removeOnComplete: true,
            removeOnFail: true,
          },
        })),
      );
    },
    async work(queue, handler, options) {
      // A worker waits for Redis as long as it takes.
      const connection = connectRedis(url, log, null);
      const worker = new Worker<{ job_id: string; payload: Record<string, unknown> }>(
        queue,
        ({ data, attemptsStarted, attemptsMade, failedReason }) =>
          runAttempt(
            {
              queue,
              id: data.job_id,
              payload: data.payload,
              attempt: attemptsStarted,
              lost: attemptsStarted - 1 - attemptsMade,
              lastError: failedReason,
            },
            handler,
            options,
            log,
          ),
        // A job whose process ended is started again, and its attempts are counted in `attemptsStarted`.
        {
          connection,
          prefix: PREFIX,
          concurrency: options.concurrency,
          maxStalledCount: ATTEMPTS_MAX,
          lockDuration: stalled_ms,
          stalledInterval: stalled_ms,
        },
      );
      worker.on("error", (error) => log.warn({ err: error, queue }, "the work queue does not answer"));
      workers.push(worker);
      workerConnections.push(connection);
      await worker.waitUntilReady();
    },
    async ping() {
      await redis.ping();
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      for (const connection of [redis, ...workerConnections]) connection.disconnect();
    },
  };
}
