import type { BaseContext } from "@oneheart/kernel";
import { commonError } from "@oneheart/kernel";

/** What a counter counts under, how many wrong passwords it lets pass, and how long it remembers them. */
export interface GuessLimit {
  /** Unique to who is limited, without personal data: it is a key of the cache. */
  key: string;
  max: number;
  window_ms: number;
  /** Goes on counting after a right password: whoever guesses may have an account, too. */
  outlives_success?: boolean;
}

/** Counts wrong passwords, so that trying many is refused. Shared by all processes through the cache. */
export interface GuessCounter {
  /** Throws `rate_limited` when too many were wrong. Ask before a password is checked, and again before a right one is told right. */
  refuse(): Promise<void>;
  /** Counts one, and throws `rate_limited` when it was one too many: nobody learns whether that one was right. */
  wrong(): Promise<void>;
  /** After a right password. */
  forget(): Promise<void>;
}

/** A counter of all these limits together. A cache that is away refuses nobody. */
export function guessCounter(ctx: Pick<BaseContext, "backing" | "log">, limits: readonly GuessLimit[]): GuessCounter {
  const { cache } = ctx.backing;

  async function add({ key, window_ms }: GuessLimit, by: number): Promise<{ value: number; ttl_ms: number }> {
    try {
      return await cache.increment(`wrong_passwords:${key}`, { by, ttl_ms: window_ms });
    } catch (error) {
      ctx.log.warn({ err: error }, "wrong passwords are not counted: the cache is away");
      return { value: 0, ttl_ms: 0 };
    }
  }

  /** Adds to every counter before any refuses. */
  async function count(by: number, isFull: (value: number, max: number) => boolean): Promise<void> {
    const counts = await Promise.all(limits.map(async (limit) => ({ ...(await add(limit, by)), max: limit.max })));
    const waits_ms = counts.filter(({ value, max }) => isFull(value, max)).map(({ ttl_ms }) => ttl_ms);
    if (waits_ms.length === 0) return;
    throw commonError("rate_limited", { context: { retry_after_s: Math.max(1, Math.ceil(Math.max(...waits_ms) / 1000)) } });
  }

  return {
    refuse: () => count(0, (value, max) => value >= max),
    wrong: () => count(1, (value, max) => value > max),
    async forget() {
      await cache
        .delete(...limits.filter((limit) => !limit.outlives_success).map(({ key }) => `wrong_passwords:${key}`))
        .catch((error: unknown) => ctx.log.warn({ err: error }, "wrong passwords are not forgotten: the cache is away"));
    },
  };
}

const quarterOfAnHour_ms = 15 * 60_000;

/** For operations that ask for the password again. By session: a stolen one must not lock the owner's others. */
export function sessionGuesses(ctx: Pick<BaseContext, "backing" | "log" | "principal">): GuessCounter {
  return guessCounter(ctx, [{ key: `session:${ctx.principal.sessionId}`, max: 10, window_ms: quarterOfAnHour_ms }]);
}
