import { createHash } from "node:crypto";

const WORK_BYTES = 4 * 1024 * 1024;
/** What hashing that much takes on a quiet machine of today. */
const WORK_MS = 10;
const SLOWNESS_MAX = 60;

/** How many times longer than on a quiet machine of today a piece of work takes at this moment, because the machine is slow or busy. */
export function slowness(): number {
  const started = performance.now();
  createHash("sha256").update(Buffer.alloc(WORK_BYTES)).digest();
  return Math.min(Math.max((performance.now() - started) / WORK_MS, 1), SLOWNESS_MAX);
}

/** Says when to give up waiting. */
export interface Patience {
  /** True when `limit_ms` of a quiet machine's time has passed. Measures the machine before it says so. */
  isOver(): boolean;
  waited_s(): number;
}

/** A limit is for what will never happen: what is only late on a slow machine is waited for. */
export function patience(limit_ms: number): Patience {
  const started = performance.now();
  let factor = 1;
  return {
    isOver() {
      const waited_ms = performance.now() - started;
      if (waited_ms < limit_ms * factor) return false;
      factor = Math.max(factor, slowness());
      return waited_ms >= limit_ms * factor;
    },
    waited_s: () => Math.round((performance.now() - started) / 1000),
  };
}
