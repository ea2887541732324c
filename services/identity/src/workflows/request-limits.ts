import { type BaseContext, countInWindow, requireAtMost } from "@oneheart/kernel";
import { identitySettings } from "../settings.ts";

const minute_ms = 60_000;

/**
 * Counts a request that the gateway cannot tell from its neighbours', because they share an address: by session, invitation or place.
 * Throws `rate_limited` beyond the most that a minute allows.
 */
export async function limitRequests(ctx: Pick<BaseContext, "backing" | "settings" | "log">, key: string, most: number): Promise<void> {
  if (ctx.settings(identitySettings).RATE_LIMITS === "off") return;
  requireAtMost(most, await countInWindow(ctx, `rate_limit:${key}`, minute_ms));
}
