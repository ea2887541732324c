import { createProcessPool, type ProcessPool } from "@oneheart/process-pool";

/** A pool of one process that holds the face detector; it starts when it is needed. */
export function openFaceProcess(): ProcessPool {
  // A copy has 1280 pixels a side at most, and the detector weighs little.
  return createProcessPool({ size: 1, memory_mib: 350, timeout_ms: 60_000 });
}
