import type { Request } from "./messages.ts";
import { PoolError, type PoolErrorCode } from "./pool-error.ts";
import { type WorkerLimits, WorkerProcess } from "./worker-process.ts";

/** What one queue may take. */
export interface QueueLimits extends WorkerLimits {
  size: number;
  queue_max: number;
  idle_ms: number;
  /** After this many failures of workers in a row the circuit opens: the queue refuses tasks for `open_ms`. */
  failures_max: number;
  open_ms: number;
}

interface Job {
  request: Request;
  timeout_ms: number;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Failures of the worker, not answers of the task. */
const breakdowns = new Set<PoolErrorCode>(["timed_out", "out_of_memory", "crashed"]);

/** A queue with its own workers, so that slow or failing tasks delay no other queue. */
export class TaskQueue {
  readonly #limits: QueueLimits;
  readonly #waiting: Job[] = [];
  readonly #busy = new Set<WorkerProcess>();
  readonly #idle = new Map<WorkerProcess, NodeJS.Timeout>();
  #failures = 0;
  #openUntil = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get workers(): number {
    return this.#busy.size + this.#idle.size;
  }

  /** Runs a task when a worker is free. Rejects with a `PoolError`. */
  run(request: Request, timeout_ms: number): Promise<unknown> {
    if (performance.now() < this.#openUntil) return Promise.reject(new PoolError("circuit_open", request.name));
    if (this.#waiting.length >= this.#limits.queue_max) return Promise.reject(new PoolError("queue_full", request.name));
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.push({ request, timeout_ms, resolve, reject });
    this.#next();
    return promise;
  }

  /** Refuses what waits, and ends every worker. */
  async stop(): Promise<void> {
    this.#refuseWaiting("stopped");
    const workers = [...this.#busy, ...this.#idle.keys()];
    for (const timer of this.#idle.values()) clearTimeout(timer);
    this.#idle.clear();
    await Promise.all(workers.map((worker) => worker.end()));
  }

  #next(): void {
    while (this.#busy.size < this.#limits.size) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      void this.#work(this.#takeWorker(), job);
    }
  }

  async #work(worker: WorkerProcess, job: Job): Promise<void> {
    this.#busy.add(worker);
    try {
      const value = await worker.run(job.request, job.timeout_ms);
      this.#failures = 0;
      job.resolve(value);
    } catch (error) {
      this.#count(error);
      job.reject(error);
    } finally {
      this.#busy.delete(worker);
      if (worker.isUsable) this.#keep(worker);
      this.#next();
    }
  }

  /** The one used last, so that the others become idle long enough to end. */
  #takeWorker(): WorkerProcess {
    for (const [worker, timer] of [...this.#idle].reverse()) {
      clearTimeout(timer);
      this.#idle.delete(worker);
      if (worker.isUsable) return worker;
    }
    return new WorkerProcess(this.#limits);
  }

  #keep(worker: WorkerProcess): void {
    const end = () => {
      this.#idle.delete(worker);
      void worker.end();
    };
    this.#idle.set(worker, setTimeout(end, this.#limits.idle_ms).unref());
  }

  #count(error: unknown): void {
    const isBreakdown = error instanceof PoolError && breakdowns.has(error.code);
    this.#failures = isBreakdown ? this.#failures + 1 : 0;
    if (this.#failures < this.#limits.failures_max) return;
    // One failure after that is enough to open it again.
    this.#failures = this.#limits.failures_max - 1;
    this.#openUntil = performance.now() + this.#limits.open_ms;
    this.#refuseWaiting("circuit_open");
  }

  #refuseWaiting(code: PoolErrorCode): void {
    for (const { request, reject } of this.#waiting.splice(0)) reject(new PoolError(code, request.name));
  }
}
