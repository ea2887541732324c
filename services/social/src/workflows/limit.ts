import { type BaseContext, commonError } from "@oneheart/kernel";
import { limits } from "../rules/limits.ts";

/** Counts one act of the caller; throws `rate_limited` once there were too many. Shared by all processes through the cache. */
export async function limitActs(act: keyof typeof limits, ctx: BaseContext): Promise<void> {
  for (const { max, window_ms } of limits[act]) {
    const count = await ctx.backing.cache
      .increment(`social:${act}:${window_ms}:${ctx.principal.playerId}`, { ttl_ms: window_ms })
      .catch((error: unknown) => ctx.log.warn({ err: error }, "acts are not counted: the cache is away"));
    if (count && count.value > max) throw commonError("rate_limited", { context: { retry_after_s: Math.ceil(count.ttl_ms / 1000) } });
  }
}
