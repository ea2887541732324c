import { notificationContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentNotification, type StoredNotification } from "../present.ts";
import { collection } from "../workflows/notifications.ts";
import { readerLanguage } from "../workflows/reader-language.ts";

/** One's own notifications, newest first. */
export const listNotifications = handle(notificationContract.operations.listNotifications, async ({ cursor, limit, unread }, ctx) => {
  const { documents } = ctx.backing;
  const own = { player_id: ctx.principal.playerId };
  const filter = unread ? { ...own, read_at: null } : own;
  const [found, unread_count, language] = await Promise.all([
    documents.find(collection, filter, { limit: limit + 1, before: decodeIdCursor(cursor) }),
    documents.count(collection, { ...own, read_at: null }),
    readerLanguage(ctx),
  ]);
  const { rows, next_cursor } = pageFrom(found, limit, ({ id }) => [id]);
  const items = (rows as unknown as StoredNotification[]).map((row) => presentNotification(row, language));
  return { items, next_cursor, unread_count };
});
