import type { BaseContext } from "@oneheart/kernel";
import { commonError } from "@oneheart/kernel";

const window_ms = 15 * 60_000;

/** Counts wrong passwords under one key, so that trying many is refused. Shared by all processes through the cache. */
export interface GuessCounter {
  /** Throws `rate_limited` once too many were wrong. */
  refuse(): Promise<void>;
  wrong(): Promise<void>;
}

/** A counter for one address or account; without a key (a call from inside) nothing is counted. */
export function guessCounter(ctx: Pick<BaseContext, "backing" | "log">, kind: "address" | "account", key: string): GuessCounter {
  const counter = `wrong_passwords:${kind}:${key}`;
  const max = kind === "address" ? 50 : 10;

  async function add(by: number): Promise<{ value: number; ttl_ms: number } | undefined> {
    if (key === "") return undefined;
    try {
      return await ctx.backing.cache.increment(counter, { by, ttl_ms: window_ms });
    } catch (error) {
      ctx.log.warn({ err: error }, "wrong passwords are not counted: the cache is away");
      return undefined;
    }
  }

  return {
    async refuse() {
      const count = await add(0);
      if (count !== undefined && count.value >= max)
        throw commonError("rate_limited", { context: { retry_after_s: Math.ceil(count.ttl_ms / 1000) } });
    },
    async wrong() {
      await add(1);
    },
  };
}
