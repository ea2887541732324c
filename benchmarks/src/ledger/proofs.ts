import type { Database } from "@oneheart/kernel";
import { ledgerLog } from "@oneheart/ledger";
import { percentile } from "../report.ts";

const warmup = 200;
const count = 2_000;

/** Milliseconds of an inclusion proof of a random entry under the newest checkpoint, median and 95th percentile, checked each time. */
export async function measureProofs(db: Database): Promise<{ p50_ms: number; p95_ms: number }> {
  const checkpoint = (await ledgerLog.checkpoint(db))!;
  const times: number[] = [];
  for (let index = 0; index < warmup + count; index += 1) {
    const leaf = Math.floor(Math.random() * checkpoint.size);
    const start = performance.now();
    await ledgerLog.inclusionProof(db, leaf, checkpoint);
    if (index >= warmup) times.push(performance.now() - start);
  }
  return { p50_ms: percentile(times, 50), p95_ms: percentile(times, 95) };
}
