import type { BaseContext } from "./context.ts";
import { commonError } from "./errors.ts";

/** How often something was done in a window, and when the window ends. */
export interface Counted {
  value: number;
  ttl_ms: number;
}

/**
 * Counts in the cache, shared by all processes, how often what `key` names was done in a fixed window. Undefined when the cache is away:
 * then nobody is refused, and the service goes on.
 */
export async function countInWindow(
  { backing, log }: Pick<BaseContext, "backing" | "log">,
  key: string,
  window_ms: number,
): Promise<Counted | undefined> {
  return backing.cache.increment(key, { ttl_ms: window_ms }).catch((error: unknown) => {
    log.warn({ err: error }, "requests are not counted: the cache does not answer");
    return undefined;
  });
}

/** Throws `rate_limited`, with the seconds until the window ends, when something was done more often than it may be. */
export function requireAtMost(most: number, counted: Counted | undefined): void {
  if (counted === undefined || counted.value <= most) return;
  throw commonError("rate_limited", { context: { retry_after_s: secondsLeft(counted) } });
}

/** Until the window ends, rounded up; at least one. */
export function secondsLeft({ ttl_ms }: Counted): number {
  return Math.max(1, Math.ceil(ttl_ms / 1000));
}
