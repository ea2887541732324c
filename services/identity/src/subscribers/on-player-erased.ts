import { playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { accountLinkStore } from "../store/account-links.ts";
import { sessionStore } from "../store/sessions.ts";
import { traceStore } from "../store/traces.ts";
import { forgetSessions } from "../workflows/live-sessions.ts";
import { deletePlayerDocuments } from "../workflows/session-documents.ts";

/** Sessions tell addresses and devices. They go only when the cache knows that they ended, or they would live on in it. */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, async ({ player_id }, ctx) => {
  await forgetSessions(ctx, await sessionStore(ctx).unexpired(player_id, ctx.clock.now()));
  await deletePlayerDocuments(ctx, player_id);
  await sessionStore(ctx).deleteAll(player_id);
  await traceStore(ctx).deleteAll(player_id);
  // A mail that was on its way during the erasure may have made a link since.
  await accountLinkStore(ctx).deleteAll(player_id);
});
