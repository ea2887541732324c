import { notificationInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { preferencesOf } from "../workflows/preferences.ts";
import { outgoingQueue } from "../workflows/queue-outgoing.ts";

/** Nothing says this any more: outgoing channels are queued with the notification. Jobs of an earlier version are still delivered. */
export const onNotificationCreated = subscribe(
  "on-notification-created",
  notificationInternal.events.notificationCreated,
  async ({ notification_id, player_id }, ctx) => {
    const { push, email, sms } = await preferencesOf(ctx, player_id);
    if (push.length + email.length + sms.length === 0) return;
    await ctx.backing.queue.add(outgoingQueue, [{ job_id: notification_id, payload: { notification_id, player_id } }]);
  },
);
