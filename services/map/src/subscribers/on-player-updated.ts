import { playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { mapStore } from "../store/zones.ts";

/** The activity of zones shows people by the names that they have now. */
export const onPlayerUpdated = subscribe("on-player-updated", playerInternal.events.profileUpdated, async ({ player_id }, ctx) => {
  const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: [player_id] });
  for (const { user_did, username } of items) await mapStore(ctx).renamePlayer(user_did, username);
});
