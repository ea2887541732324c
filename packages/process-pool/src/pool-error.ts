import type { Thrown } from "./messages.ts";

/** Every way in which a task gives no result. Codes are stable; messages are not. */
const POOL_ERRORS = {
  task_threw: "the task threw an error",
  timed_out: "the task ran longer than it may",
  out_of_memory: "the task took more memory than it may",
  crashed: "the worker ended while it ran the task",
  queue_full: "too many tasks wait in this queue",
  circuit_open: "the queue takes no tasks for a while because its workers kept failing",
  stopped: "the pool was stopped",
} as const;

/** The name of one way in which a task gives no result. */
export type PoolErrorCode = keyof typeof POOL_ERRORS;

/** A task that gave no result; other tasks are not affected. */
export class PoolError extends Error {
  override readonly name = "PoolError";
  readonly code: PoolErrorCode;
  /** For `task_threw`: what was thrown. */
  readonly thrown: Thrown | undefined;

  constructor(code: PoolErrorCode, detail: string, thrown?: Thrown) {
    super(`${POOL_ERRORS[code]}: ${detail}`);
    this.code = code;
    this.thrown = thrown;
  }
}
