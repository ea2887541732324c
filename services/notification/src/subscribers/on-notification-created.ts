import type { PushTarget } from "@oneheart/backing";
import { notificationContract, playerContract } from "@oneheart/contracts";
import { isOperationError, type SubscriberContext, subscribe } from "@oneheart/kernel";
import { findOwn, type NotificationView } from "../notifications.ts";
import { preferencesOf } from "../preferences.ts";
import { notificationStore } from "../store.ts";

/** Serves the outgoing channels that the reader chose. A provider that fails is tried again later, and delays nothing else. */
export const onNotificationCreated = subscribe(
  notificationContract.events.notificationCreated,
  async ({ notification_id, player_id }, ctx) => {
    const notification = await findOwn(ctx, notification_id, player_id);
    if (notification === undefined) return;
    const preferences = await preferencesOf(ctx, player_id);
    if (preferences.push.includes(notification.type)) await push(ctx, player_id, notification);
    if (preferences.email.includes(notification.type)) await mail(ctx, player_id, notification);
  },
  { attempts: 6 },
);

async function push(ctx: SubscriberContext, player_id: string, { title, body, data }: NotificationView): Promise<void> {
  const store = notificationStore(ctx);
  for (const device of await store.devices(player_id)) {
    const target = JSON.parse(ctx.vault.open(device.target_sealed, "push_devices.target")) as PushTarget;
    if ((await ctx.backing.push.send(target, { title, body, data })) === "gone") await store.removeDevice(device.id);
  }
}

async function mail(ctx: SubscriberContext, player_id: string, { title, body }: NotificationView): Promise<void> {
  const player = await ctx.call(playerContract.operations.getOwnPlayer, { id: player_id }).catch((error: unknown) => {
    if (isOperationError(error, "player_not_found")) return undefined;
    throw error;
  });
  if (player?.email) await ctx.backing.mail.send({ to: player.email, subject: title, text: body });
}
