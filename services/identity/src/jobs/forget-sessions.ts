import { schedule } from "@oneheart/kernel";
import { accountLinkStore } from "../store/account-links.ts";
import { sessionStore } from "../store/sessions.ts";
import { traceStore } from "../store/traces.ts";
import { deleteSessionDocuments } from "../workflows/session-documents.ts";

const kept_ms = 30 * 24 * 60 * 60_000;
const batch = 1_000;

/** Sessions, with addresses and used tokens, are kept for 30 days after they expired; traces, after they were last seen. Links expire. */
export const forgetSessions = schedule("forget-sessions", "23 2 * * *", async (ctx) => {
  const before = new Date(ctx.clock.now().getTime() - kept_ms);
  for (;;) {
    const ids = await sessionStore(ctx).purge(before, batch);
    await deleteSessionDocuments(ctx, ids);
    if (ids.length < batch) break;
  }
  while ((await traceStore(ctx).purge(before, batch)) === batch);
  while ((await accountLinkStore(ctx).purge(ctx.clock.now(), batch)) === batch);
});
