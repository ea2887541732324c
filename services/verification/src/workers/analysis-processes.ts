import { createProcessPool, type ProcessPool } from "@oneheart/process-pool";

/** Analyses at a time, in the work queue and in processes. */
export const analysesAtOnce = 2;

/** A pool for looking into files; its processes start when they are needed. */
export function openAnalysisProcesses(): ProcessPool {
  // Decoding a photograph of the largest size takes some 300 MiB for a moment.
  return createProcessPool({ size: analysesAtOnce, memory_mib: 1024, timeout_ms: 60_000 });
}
