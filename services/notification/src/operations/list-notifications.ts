import { notificationContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { collection, type NotificationView } from "../workflows/notifications.ts";

/** One's own notifications, newest first. */
export const listNotifications = handle(notificationContract.operations.listNotifications, async ({ cursor, limit, unread }, ctx) => {
  const { documents } = ctx.backing;
  const own = { player_id: ctx.principal.playerId };
  const filter = unread ? { ...own, read_at: null } : own;
  const [found, unread_count] = await Promise.all([
    documents.find(collection, filter, { limit: limit + 1, before: decodeIdCursor(cursor) }),
    documents.count(collection, { ...own, read_at: null }),
  ]);
  const { rows, next_cursor } = pageFrom(found, limit, ({ id }) => [id]);
  return { items: rows as unknown as NotificationView[], next_cursor, unread_count };
});
