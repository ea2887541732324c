import type { BaseContext, HeardEvent } from "@oneheart/kernel";
import type { StoredNotification } from "../present.ts";
import { fromErased, type Notice } from "../rules/notices.ts";
import { notificationId } from "../rules/notification-id.ts";
import { queueOutgoing } from "./queue-outgoing.ts";

export const collection = "notifications";

/** Where a player's live stream listens. */
export function channelOf(player_id: string): string {
  return `notifications:${player_id}`;
}

/** What one event gives one player to read. */
export interface Notices {
  event: HeardEvent["event"];
  player_id: string;
  notices: readonly Notice[];
}

type NotifyContext = Pick<BaseContext, "backing" | "clock" | "db">;

/**
 * Stores notices, tells the live streams and queues what goes out by other channels. Safe to repeat: ids come from the event, so nothing
 * needs to be noted as handled. After a crash a live stream may be told twice, rather than not at all.
 */
export async function notifyAll(ctx: NotifyContext, told: readonly Notices[]): Promise<void> {
  const stored_at = ctx.clock.now().toISOString();
  const notifications = told.flatMap((one) => one.notices.map((notice) => storedOf(one, notice, stored_at)));
  if (notifications.length === 0) return;
  notifications.sort((a, b) => (a.id < b.id ? -1 : 1));
  await ctx.backing.documents.insert(
    collection,
    notifications.map((notification) => ({ ...notification })),
  );
  for (const { id, player_id } of notifications) await ctx.backing.cache.publish(channelOf(player_id), id);
  await queueOutgoing(ctx, notifications);
}

/** The same for one player and the event at hand. */
export async function notify(ctx: NotifyContext & Pick<Notices, "event">, player_id: string, notices: readonly Notice[]): Promise<void> {
  await notifyAll(ctx, [{ event: ctx.event, player_id, notices }]);
}

function storedOf({ event, player_id }: Notices, { name, ...notice }: Notice, stored_at: string): StoredNotification {
  return {
    id: notificationId(event.id, `${player_id}:${name}`),
    ...notice,
    created_at: event.emittedAt.toISOString(),
    read_at: null,
    player_id,
    stored_at,
  };
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
