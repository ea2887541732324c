import type { BaseContext } from "@oneheart/kernel";
import type { StoredNotification } from "../present.ts";
import { notificationStore, type ReachRow } from "../store/notifications.ts";
import { unchosen } from "./preferences.ts";

export const outgoingQueue = "notification_queue";

/**
 * Leaves what goes out by mail, push or SMS to a queue of its own, so that a slow provider takes no place among the events. Nothing is
 * queued for readers without a device, address or number for it, who are most. Queuing twice is queuing once.
 */
export async function queueOutgoing(ctx: Pick<BaseContext, "backing" | "db">, notifications: readonly StoredNotification[]): Promise<void> {
  const readers = [...new Set(notifications.map(({ player_id }) => player_id))];
  const reach = await notificationStore(ctx).reach(readers);
  const reachable = notifications.filter(({ player_id, type }) => isReachable(reach.get(player_id), type));
  await ctx.backing.queue.add(
    outgoingQueue,
    reachable.map(({ id, player_id }) => ({ job_id: id, payload: { notification_id: id, player_id } })),
  );
}

function isReachable(reader: ReachRow | undefined, type: string): boolean {
  if (reader === undefined) return false;
  const { push, email, sms } = (reader.chosen ?? unchosen) as Record<"push" | "email" | "sms", readonly string[]>;
  return (reader.has_device && push.includes(type)) || email.includes(type) || (reader.has_phone && sms.includes(type));
}
