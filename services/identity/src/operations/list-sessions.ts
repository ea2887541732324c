import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { sessionStore } from "../store/sessions.ts";

/** One's own live sessions, the most recently used first. A session counts as used when its tokens are refreshed. */
export const listSessions = handle(identityContract.operations.listSessions, async (_input, ctx) => {
  const sessions = await sessionStore(ctx).listLive(ctx.principal.playerId, ctx.clock.now());
  return {
    items: sessions.map((session) => ({
      id: session.id,
      device: session.device,
      ip_address: session.ip_address,
      created_at: session.created_at.toISOString(),
      last_used_at: session.last_used_at.toISOString(),
      expires_at: session.expires_at.toISOString(),
      current: session.id === ctx.principal.sessionId,
    })),
  };
});
