import { type BaseContext, commonError } from "@oneheart/kernel";
import { identitySettings } from "../settings.ts";

const minute_ms = 60_000;

/**
 * Counts a request that the gateway cannot tell from its neighbours', because they share an address: by session, invitation or place.
 * Throws `rate_limited` beyond the most that a minute allows.
 */
export async function limitRequests(ctx: Pick<BaseContext, "backing" | "settings" | "log">, key: string, most: number): Promise<void> {
  if (ctx.settings(identitySettings).RATE_LIMITS === "off") return;
  const counted = await ctx.backing.cache.increment(`rate_limit:${key}`, { ttl_ms: minute_ms }).catch((error: unknown) => {
    ctx.log.warn({ err: error }, "requests are not counted: the cache is away");
    return undefined;
  });
  if (counted === undefined || counted.value <= most) return;
  throw commonError("rate_limited", { context: { retry_after_s: Math.max(1, Math.ceil(counted.ttl_ms / 1000)) } });
}
