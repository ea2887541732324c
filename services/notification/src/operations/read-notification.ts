import { notificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { collection, findOwn } from "../workflows/notifications.ts";

/** Marks a notification as read; reading it again keeps the first time. */
export const readNotification = handle(notificationContract.operations.readNotification, async ({ id }, ctx) => {
  const player_id = ctx.principal.playerId;
  const found = (await findOwn(ctx, id, player_id)) ?? ctx.fail("notification_not_found");
  if (found.read_at !== null) return found;
  const read_at = ctx.clock.now().toISOString();
  await ctx.backing.documents.update(collection, { id, player_id }, { read_at });
  return { ...found, read_at };
});
