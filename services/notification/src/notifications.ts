import { type Notification, notificationContract } from "@oneheart/contracts";
import type { BaseContext, SubscriberContext } from "@oneheart/kernel";
import type { z } from "zod";
import type { Message } from "./rules/messages.ts";
import { notificationId } from "./rules/notification-id.ts";

export type NotificationView = z.output<typeof Notification>;
export const collection = "notifications";

/** Where a player's live stream listens. */
export function channelOf(player_id: string): string {
  return `notifications:${player_id}`;
}

/** Stores messages for a player and tells the live stream. Safe to repeat: ids come from the event. */
export async function notify(ctx: SubscriberContext, player_id: string, messages: Message[]): Promise<void> {
  const notifications = messages.map(
    ({ name, ...message }): NotificationView => ({
      id: notificationId(ctx.event.id, `${player_id}:${name}`),
      ...message,
      created_at: ctx.event.emittedAt.toISOString(),
      read_at: null,
    }),
  );
  await ctx.backing.documents.insert(
    collection,
    notifications.map((notification) => ({ ...notification, player_id })),
  );
  const first = await ctx.once(async (tx) => {
    for (const { id } of notifications) tx.emit(notificationContract.events.notificationCreated, { notification_id: id, player_id });
    return true;
  });
  if (!first) return;
  for (const notification of notifications) await ctx.backing.cache.publish(channelOf(player_id), JSON.stringify(notification));
}

/** One's own notification, undefined when it is another's or not there. */
export async function findOwn(ctx: BaseContext, id: string, player_id: string): Promise<NotificationView | undefined> {
  const document = await ctx.backing.documents.get(collection, id);
  return document?.player_id === player_id ? (document as NotificationView & { player_id: string }) : undefined;
}
