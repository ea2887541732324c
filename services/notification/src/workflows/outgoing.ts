import type { PushTarget } from "@oneheart/backing";
import { identityInternal } from "@oneheart/contracts/internal";
import { type BaseContext, isOperationError, type QueueWorker } from "@oneheart/kernel";
import { defaultLanguage } from "@oneheart/messages";
import { type NotificationView, presentNotification, presentOutside, type StoredNotification } from "../present.ts";
import { type Device, notificationStore } from "../store/notifications.ts";
import { findOwn } from "./notifications.ts";
import { openPhone } from "./phones.ts";
import { preferencesOf } from "./preferences.ts";
import { outgoingQueue } from "./queue-outgoing.ts";

/** One channel (mail, push or SMS) of one recipient. */
interface Recipient {
  name: string;
  send(): Promise<void>;
}

/** Sends by the channels that the reader chose. What failed is tried again later; what was sent is not sent again. */
export const outgoingWorker: QueueWorker = {
  queue: outgoingQueue,
  concurrency: 8,
  attempts: 8,
  async run({ notification_id, player_id }, ctx) {
    const notification = await findOwn(ctx, String(notification_id), String(player_id));
    if (notification === undefined) return;
    const settled = await notificationStore(ctx).settledRecipients(notification.id);
    const recipients = (await recipientsOf(ctx, String(player_id), notification)).filter(({ name }) => !settled.has(name));
    const sent = await Promise.allSettled(recipients.map((recipient) => sendOnce(ctx, notification, recipient)));
    const failed = sent.find((outcome) => outcome.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  },
  async onDead({ notification_id }, error, ctx) {
    ctx.log.error({ err: error, notification_id }, "a notification could not be sent by every channel that was chosen");
  },
};

/** A provider's final no is an outcome too: asking again would not change it. */
async function sendOnce(ctx: BaseContext, { id }: StoredNotification, { name, send }: Recipient): Promise<void> {
  try {
    await send();
  } catch (error) {
    if ((error as { code?: string }).code !== "message_refused") throw error;
    ctx.log.warn({ err: error, notification_id: id, recipient: name }, "a provider refused a notification");
  }
  await notificationStore(ctx).settle(id, name, ctx.clock.now());
}

async function recipientsOf(ctx: BaseContext, player_id: string, stored: StoredNotification): Promise<Recipient[]> {
  const { type } = stored;
  const chosen = await preferencesOf(ctx, player_id);
  const language = chosen.language ?? defaultLanguage;
  const notification = presentNotification(stored, language);
  const { title, body } = presentOutside(stored, language);
  const [devices, email, phone] = await Promise.all([
    chosen.push.includes(type) ? notificationStore(ctx).devices(player_id) : [],
    chosen.email.includes(type) ? emailOf(ctx, player_id) : undefined,
    chosen.sms.includes(type) ? openPhone(ctx, player_id) : undefined,
  ]);
  return [
    ...devices.map((device) => ({ name: `push:${device.id}`, send: () => push(ctx, device, notification) })),
    ...(email === undefined ? [] : [{ name: "email", send: () => ctx.backing.mail.send({ to: email, subject: title, text: body }) }]),
    ...(phone === undefined ? [] : [{ name: "sms", send: () => ctx.backing.sms.send({ to: phone, text: `${title}: ${body}` }) }]),
  ];
}

async function push(ctx: BaseContext, device: Device, { title, body, data }: NotificationView): Promise<void> {
  const target = JSON.parse(ctx.vault.open(device.target_sealed, "push_devices.target")) as PushTarget;
  const outcome = await ctx.backing.push.send(target, { title, body, data });
  if (outcome === "gone") await notificationStore(ctx).removeDevice(device.id);
}

/** Only an address that its owner confirmed: mail to any other would disturb a stranger. */
async function emailOf(ctx: BaseContext, player_id: string): Promise<string | undefined> {
  try {
    const { email, email_confirmed } = await ctx.call(identityInternal.operations.accountContact, { id: player_id });
    return email_confirmed ? email : undefined;
  } catch (error) {
    if (isOperationError(error, "account_not_found")) return undefined;
    throw error;
  }
}
