import { notificationContract } from "@oneheart/contracts";
import { type Context, handle, type ServerSentEvent } from "@oneheart/kernel";
import type { Language } from "@oneheart/messages";
import { presentNotification, type StoredNotification } from "../present.ts";
import { type LiveFeed, openLiveFeed } from "../workflows/live-feed.ts";
import { missedSince } from "../workflows/missed.ts";
import { findOwn } from "../workflows/notifications.ts";
import { readerLanguage } from "../workflows/reader-language.ts";

const rememberedMax = 1_000;

/** Live notifications. Listens before it reads what was missed, so that nothing falls in between. */
export const notificationStream = handle(notificationContract.operations.notificationStream, async ({ last_event_id }, ctx) => {
  const feed = await openLiveFeed(ctx, ctx.principal.playerId, ctx.signal);
  try {
    const missed = last_event_id === undefined ? [] : await missedSince(ctx, ctx.principal.playerId, last_event_id.toLowerCase());
    return stream(ctx, feed, missed, await readerLanguage(ctx));
  } catch (error) {
    await feed.close();
    throw error;
  }
});

async function* stream(ctx: Context, feed: LiveFeed, missed: StoredNotification[], language: Language): AsyncGenerator<ServerSentEvent> {
  const sent = new Set<string>();
  try {
    for (const notification of missed) {
      remember(sent, notification.id);
      yield toEvent(notification, language);
    }
    for (let id = await feed.next(); id !== undefined; id = await feed.next()) {
      if (sent.has(id)) continue;
      const notification = await findOwn(ctx, id, ctx.principal.playerId);
      if (notification === undefined) continue;
      remember(sent, id);
      yield toEvent(notification, language);
    }
  } finally {
    await feed.close();
  }
}

function remember(sent: Set<string>, id: string): void {
  sent.add(id);
  if (sent.size > rememberedMax) sent.delete(sent.values().next().value!);
}

function toEvent(notification: StoredNotification, language: Language): ServerSentEvent {
  return { id: notification.id, event: "notification", data: JSON.stringify(presentNotification(notification, language)) };
}
