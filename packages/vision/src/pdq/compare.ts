import { hamming } from "./hamming.ts";
import type { QueryHash, Variant } from "./query-hashes.ts";
import type { WindowHash } from "./stored-hashes.ts";

/** Up to this distance two hashes are of the same picture. */
export const sameDistanceMax = 31;

/** Up to this distance a person should look: a cropped, turned or drawn-over copy, seldom a stranger. */
export const reviewDistanceMax = 75;

/** How near a picture comes to a stored one, and by which of their hashes. */
export interface Nearest {
  readonly distance: number;
  readonly window: string;
  readonly variant: Variant;
}

/** The nearest pair of a picture's query hashes and a stored picture's window hashes; nothing when either has none. @internal */
export function nearest(queries: readonly QueryHash[], stored: readonly WindowHash[]): Nearest | undefined {
  let best: Nearest | undefined;
  for (const { hash, variant } of queries) {
    for (const { hash: other, window } of stored) {
      const distance = hamming(hash, other);
      if (best === undefined || distance < best.distance) best = { distance, window, variant };
    }
  }
  return best;
}
