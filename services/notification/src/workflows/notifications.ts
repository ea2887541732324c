import { type Notification, notificationContract } from "@oneheart/contracts";
import type { BaseContext, SubscriberContext } from "@oneheart/kernel";
import type { z } from "zod";
import type { Message } from "../rules/messages.ts";
import { notificationId } from "../rules/notification-id.ts";

export type NotificationView = z.output<typeof Notification>;
/** A notification as it lies among the documents. */
export interface StoredNotification extends NotificationView {
  player_id: string;
  /** Whose name and words the text repeats, when it does. */
  sender_id?: string;
  /** When it came to be; later than its event when that was held up. */
  stored_at: string;
}
export const collection = "notifications";

/** Where a player's live stream listens. */
export function channelOf(player_id: string): string {
  return `notifications:${player_id}`;
}

/** Stores messages for a player, tells the live streams, then says that they exist. Safe to repeat: ids come from the event. */
export async function notify(ctx: SubscriberContext, player_id: string, messages: Message[]): Promise<void> {
  const stored_at = ctx.clock.now().toISOString();
  const notifications = messages
    .map(
      ({ name, ...message }): StoredNotification => ({
        id: notificationId(ctx.event.id, `${player_id}:${name}`),
        ...message,
        created_at: ctx.event.emittedAt.toISOString(),
        read_at: null,
        player_id,
        stored_at,
      }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  await ctx.backing.documents.insert(
    collection,
    notifications.map((notification) => ({ ...notification })),
  );
  // Before the event counts as handled: told twice after a crash rather than not at all.
  for (const { id } of notifications) await ctx.backing.cache.publish(channelOf(player_id), id);
  await ctx.once(async (tx) => {
    for (const { id } of notifications) tx.emit(notificationContract.events.notificationCreated, { notification_id: id, player_id });
  });
}

/** Takes a sender's name and words out of what others were told. */
export async function withoutSender({ backing }: Pick<BaseContext, "backing">, sender_id: string): Promise<void> {
  const anonymous = { title: "Heart tokens received", body: "Somebody who has left sent you Heart tokens.", sender_id: null };
  await backing.documents.update(collection, { sender_id }, anonymous);
}

/** One's own notification, undefined when it is another's or not there. */
export async function findOwn(ctx: BaseContext, id: string, player_id: string): Promise<StoredNotification | undefined> {
  const document = await ctx.backing.documents.get(collection, id);
  return document?.player_id === player_id ? (document as unknown as StoredNotification) : undefined;
}
