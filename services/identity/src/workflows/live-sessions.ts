import type { Role } from "@oneheart/contracts";
import { sessionNotes } from "@oneheart/contracts/internal";
import { type BaseContext, commonError } from "@oneheart/kernel";
import { identitySettings } from "../settings.ts";

type Ctx = Pick<BaseContext, "backing" | "clock" | "settings" | "log">;

export interface LiveSession {
  id: string;
  player_id: string;
  role: Role;
  expires_at: Date;
}

/** Notes in the cache that a session is live. SQL knows it too, so a cache that is away does not matter. */
export async function rememberSession(ctx: Ctx, { id, player_id, role, expires_at }: LiveSession): Promise<void> {
  const ttl_ms = expires_at.getTime() - ctx.clock.now().getTime();
  if (ttl_ms <= 0) return;
  const value = JSON.stringify({ player_id, role, exp: Math.floor(expires_at.getTime() / 1000) });
  await ctx.backing.cache
    .set(sessionNotes.live(id), value, { ttl_ms })
    .catch((error: unknown) => ctx.log.warn({ err: error }, "a session is not in the cache: it is away"));
}

/** What the cache knows of a session; `unknown` when SQL must be asked. */
export async function recallSession(ctx: Ctx, id: string): Promise<"live" | "ended" | "unknown"> {
  try {
    const [ended, live] = await Promise.all([ctx.backing.cache.get(sessionNotes.ended(id)), ctx.backing.cache.get(sessionNotes.live(id))]);
    if (ended !== undefined) return "ended";
    if (live === undefined) return "unknown";
    return (JSON.parse(live) as { exp: number }).exp * 1000 > ctx.clock.now().getTime() ? "live" : "unknown";
  } catch (error) {
    ctx.log.warn({ err: error }, "sessions are looked up in SQL: the cache is away");
    return "unknown";
  }
}

/**
 * Takes sessions that ended in SQL out of the cache and tells every gateway. The note that one ended outlives a note that it is live
 * which another process is writing at this moment. Throws `unavailable` when the cache is away: they would go on living in it.
 */
export async function forgetSessions(ctx: Ctx, ids: string[]): Promise<void> {
  const { cache } = ctx.backing;
  const ttl_ms = ctx.settings(identitySettings).REFRESH_TOKEN_S * 1000;
  try {
    await Promise.all(ids.map((id) => cache.set(sessionNotes.ended(id), "1", { ttl_ms })));
    if (ids.length > 0) await cache.delete(...ids.map(sessionNotes.live));
    await Promise.all(ids.map((id) => cache.publish(sessionNotes.endedChannel, id)));
  } catch (error) {
    ctx.log.error({ err: error }, "sessions ended but the cache is away");
    throw commonError("unavailable");
  }
}
