import { createProcessPool, type ProcessPool } from "@oneheart/process-pool";

let pool: ProcessPool | undefined;

/** The process in which photographs are decoded for their copies. The first use after a stop makes a new one. */
export function copyProcess(): ProcessPool {
  // A HEIC of the largest size takes some 700 MiB for a moment, and three minutes on a slow machine.
  pool ??= createProcessPool({ size: 1, memory_mib: 1024, timeout_ms: 180_000 });
  return pool;
}

/** Ends it. */
export async function stopCopyProcess(): Promise<void> {
  const stopped = pool;
  pool = undefined;
  await stopped?.stop();
}
