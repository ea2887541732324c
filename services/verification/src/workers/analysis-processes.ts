import { createProcessPool, type ProcessPool } from "@oneheart/process-pool";

/** Analyses at a time, in the work queue and in processes. */
export const analysesAtOnce = 2;

let pool: ProcessPool | undefined;

/** The processes in which files are opened. The first use after a stop makes new ones. */
export function analysisProcesses(): ProcessPool {
  // Decoding a photograph of the largest size takes some 300 MiB for a moment.
  pool ??= createProcessPool({ size: analysesAtOnce, memory_mib: 1024, timeout_ms: 60_000 });
  return pool;
}

/** Ends them. */
export async function stopAnalysisProcesses(): Promise<void> {
  const stopped = pool;
  pool = undefined;
  await stopped?.stop();
}
