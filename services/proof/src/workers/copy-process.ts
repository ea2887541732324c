import { createProcessPool, type ProcessPool } from "@oneheart/process-pool";

/** A pool of one process in which photographs are decoded for their copies; it starts when it is needed. */
export function openCopyProcess(): ProcessPool {
  // A HEIC of the largest size takes some 700 MiB for a moment, and three minutes on a slow machine.
  return createProcessPool({ size: 1, memory_mib: 1024, timeout_ms: 180_000 });
}
