import { notificationContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { outgoingQueue } from "../workflows/outgoing.ts";
import { preferencesOf } from "../workflows/preferences.ts";

/** Leaves the outgoing channels to a queue of their own, so that a slow provider takes no place among the events. */
export const onNotificationCreated = subscribe(
  "on-notification-created",
  notificationContract.events.notificationCreated,
  async ({ notification_id, player_id }, ctx) => {
    const { push, email, sms } = await preferencesOf(ctx, player_id);
    if (push.length + email.length + sms.length === 0) return;
    await ctx.backing.queue.add(outgoingQueue, { notification_id, player_id }, { job_id: notification_id });
  },
);
