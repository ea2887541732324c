import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { sessionStore } from "../store/sessions.ts";
import { recallSession, rememberSession } from "../workflows/live-sessions.ts";

/** Whether a session is live: from the cache, otherwise from SQL. */
export const sessionState = handle(identityInternal.operations.sessionState, async ({ session_id }, ctx) => {
  const recalled = await recallSession(ctx, session_id);
  if (recalled !== "unknown") return { live: recalled === "live" };

  const session = await sessionStore(ctx).findLive(session_id, ctx.clock.now());
  if (session === undefined) return { live: false };
  const { account_id: player_id, role, expires_at } = session;
  await rememberSession(ctx, { id: session_id, player_id, role, expires_at });
  return { live: true };
});
