import { notificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentNotification } from "../present.ts";
import { collection, findOwn } from "../workflows/notifications.ts";
import { readerLanguage } from "../workflows/reader-language.ts";

/** Marks a notification as read; reading it again keeps the first time. */
export const readNotification = handle(notificationContract.operations.readNotification, async ({ id }, ctx) => {
  const player_id = ctx.principal.playerId;
  const found = (await findOwn(ctx, id, player_id)) ?? ctx.fail("notification_not_found");
  const language = await readerLanguage(ctx);
  if (found.read_at !== null) return presentNotification(found, language);
  const read_at = ctx.clock.now().toISOString();
  await ctx.backing.documents.update(collection, { id, player_id }, { read_at });
  return presentNotification({ ...found, read_at }, language);
});
