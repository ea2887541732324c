import { playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { notificationStore } from "../store/notifications.ts";
import { collection, withoutSender } from "../workflows/notifications.ts";
import { triesKey, waitingKey } from "../workflows/phones.ts";

/** The person's notifications, number and devices go; what others were told of the person is told without the name. */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, async ({ player_id }, ctx) => {
  const { documents, cache } = ctx.backing;
  await cache.delete(waitingKey(player_id), triesKey(player_id));
  await ctx.once((tx) => notificationStore(tx).erase(player_id, ctx.clock.now()));
  await documents.delete(collection, { player_id });
  await withoutSender(ctx, player_id);
});
