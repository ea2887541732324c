import { PoolError } from "./pool-error.ts";
import type { PoolTask } from "./task.ts";
import { TaskQueue } from "./task-queue.ts";

/** How much a pool may take. */
export interface PoolOptions {
  /** Workers of the common queue. Every other queue has one. */
  size: number;
  /** Resident memory of one worker. A task that takes it further is killed. */
  memory_mib: number;
  /** How long a task may run, unless the call says otherwise. Loading its modules is not counted. */
  timeout_ms: number;
  /** Tasks that may wait in one queue (64). */
  queue_max?: number;
  /** How long a worker without a task is kept (a minute). */
  idle_ms?: number;
  /** How long a worker may take to start and to load the task's modules (30 s). */
  start_ms?: number;
  /** Breakdowns in a row after which the circuit of a queue other than the common one opens (5). */
  failures_max?: number;
  /** How long it stays open, and the queue takes no tasks (a minute). */
  open_ms?: number;
}

/** How one task runs. */
interface RunOptions {
  /** A name for work that must not wait for, or be waited for by, other work: one for each model. */
  queue?: string;
  timeout_ms?: number;
}

/** Worker processes for heavy work. */
export interface ProcessPool {
  /** Runs a task in another process. Rejects with a `PoolError`, whose code says why there is no result. */
  run<I, O>(task: PoolTask<I, O>, payload: I, options?: RunOptions): Promise<O>;
  /** The processes that exist now. */
  readonly workers: number;
  /** Ends every worker; tasks that wait or run are rejected with `stopped`. */
  stop(): Promise<void>;
}

const common = "common";

/** A pool without workers: each starts when a task needs it, and ends when it was idle for a minute. */
export function createProcessPool(options: PoolOptions): ProcessPool {
  const { queue_max = 64, idle_ms = 60_000, start_ms = 30_000, failures_max = 5, open_ms = 60_000 } = options;
  const limits = { memory_mib: options.memory_mib, queue_max, idle_ms, start_ms, open_ms };
  const queues = new Map<string, TaskQueue>();
  let isStopped = false;

  const queueOf = (name: string): TaskQueue => {
    const isCommon = name === common;
    // Files that break workers must not keep the common queue from all other files.
    const own = isCommon ? { size: options.size, failures_max: Number.POSITIVE_INFINITY } : { size: 1, failures_max };
    const queue = queues.get(name) ?? new TaskQueue({ ...limits, ...own });
    queues.set(name, queue);
    return queue;
  };

  return {
    async run<I, O>(task: PoolTask<I, O>, payload: I, { queue = common, timeout_ms = options.timeout_ms }: RunOptions = {}) {
      if (isStopped) throw new PoolError("stopped", task.name);
      return (await queueOf(queue).run({ module: task.module, name: task.name, payload }, timeout_ms)) as O;
    },
    get workers() {
      return queues.values().reduce((sum, queue) => sum + queue.workers, 0);
    },
    async stop() {
      isStopped = true;
      await Promise.all(queues.values().map((queue) => queue.stop()));
    },
  };
}
