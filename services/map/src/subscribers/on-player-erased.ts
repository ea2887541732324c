import { playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { mapStore } from "../store/zones.ts";

/** What was done stays in the activity of its zones, under the name that takes the person's place. */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, async ({ player_id, erased_name }, ctx) => {
  const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: [player_id] });
  for (const { user_did } of items) await mapStore(ctx).renamePlayer(user_did, erased_name);
});
