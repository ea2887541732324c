import { type BaseContext, countInWindow, requireAtMost } from "@oneheart/kernel";
import { limits } from "../rules/limits.ts";

/** Counts one act of the caller; throws `rate_limited` once there were too many. Shared by all processes through the cache. */
export async function limitActs(act: keyof typeof limits, ctx: BaseContext): Promise<void> {
  for (const { max, window_ms } of limits[act]) {
    requireAtMost(max, await countInWindow(ctx, `social:${act}:${window_ms}:${ctx.principal.playerId}`, window_ms));
  }
}
