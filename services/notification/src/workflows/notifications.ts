import { notificationContract } from "@oneheart/contracts";
import type { BaseContext, SubscriberContext } from "@oneheart/kernel";
import type { StoredNotification } from "../present.ts";
import { fromErased, type Notice } from "../rules/notices.ts";
import { notificationId } from "../rules/notification-id.ts";

export const collection = "notifications";

/** Where a player's live stream listens. */
export function channelOf(player_id: string): string {
  return `notifications:${player_id}`;
}

/** Stores notices for a player, tells the live streams, then says that they exist. Safe to repeat: ids come from the event. */
export async function notify(ctx: SubscriberContext, player_id: string, notices: Notice[]): Promise<void> {
  const stored_at = ctx.clock.now().toISOString();
  const notifications = notices
    .map(
      ({ name, ...notice }): StoredNotification => ({
        id: notificationId(ctx.event.id, `${player_id}:${name}`),
        ...notice,
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
  await backing.documents.update(collection, { sender_id }, { ...fromErased, sender_id: null });
}

/** One's own notification, undefined when it is another's or not there. */
export async function findOwn(ctx: BaseContext, id: string, player_id: string): Promise<StoredNotification | undefined> {
  const document = await ctx.backing.documents.get(collection, id);
  return document?.player_id === player_id ? (document as unknown as StoredNotification) : undefined;
}
