export { removeLeftCopies, withLocalCopy } from "./local-copy.ts";
export { PoolError, type PoolErrorCode } from "./pool-error.ts";
export { createProcessPool, type PoolOptions, type ProcessPool } from "./process-pool.ts";
export { type PoolTask, task } from "./task.ts";
