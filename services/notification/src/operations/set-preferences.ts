import { notificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { notificationStore } from "../store/notifications.ts";
import { type Chosen, unchosen, viewPreferences } from "../workflows/preferences.ts";

/** Changes the channels that are named and leaves the others. */
export const setPreferences = handle(notificationContract.operations.setPreferences, async (change, ctx) => {
  const player_id = ctx.principal.playerId;
  const chosen = await ctx.transaction((tx) => notificationStore(tx).changePreferences(player_id, change, unchosen, ctx.clock.now()));
  return viewPreferences(ctx, player_id, chosen as Chosen);
});
