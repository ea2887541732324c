import type { BaseContext } from "@oneheart/kernel";
import { type EndReason, sessionStore } from "../store/sessions.ts";
import { forgetSessions } from "./live-sessions.ts";
import { documentEnds } from "./session-documents.ts";

/** Ends one session of an account everywhere; false when the account has no such session. */
export async function endSession(ctx: BaseContext, id: string, accountId: string, reason: EndReason): Promise<boolean> {
  const found = await sessionStore(ctx).end(id, accountId, reason, ctx.clock.now());
  if (found) await announceEnds(ctx, [id]);
  return found;
}

/** Tells cache, gateways and documents of sessions that ended in SQL. */
export async function announceEnds(ctx: BaseContext, ids: string[]): Promise<void> {
  await forgetSessions(ctx, ids);
  await documentEnds(ctx, ids, ctx.clock.now());
}
