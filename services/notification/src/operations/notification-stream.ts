import { notificationContract } from "@oneheart/contracts";
import { type Context, handle, type ServerSentEvent } from "@oneheart/kernel";
import { channelOf, collection, type NotificationView } from "../notifications.ts";

const catchUpMax = 200;

/** Live notifications. Listens before it reads what was missed, so that nothing falls in between. */
export const notificationStream = handle(notificationContract.operations.notificationStream, async ({ last_event_id }, ctx) =>
  stream(ctx, last_event_id),
);

async function* stream(ctx: Context, last_event_id: string | undefined): AsyncGenerator<ServerSentEvent> {
  const waiting: NotificationView[] = [];
  let wake = () => {};
  const unsubscribe = await ctx.backing.cache.subscribe(channelOf(ctx.principal.playerId), (message) => {
    waiting.push(JSON.parse(message) as NotificationView);
    wake();
  });
  ctx.signal.addEventListener("abort", () => wake(), { once: true });
  try {
    const missed = last_event_id === undefined ? [] : await missedSince(ctx, last_event_id);
    const sent = new Set(missed.map(({ id }) => id));
    yield* missed.map(toEvent);
    while (!ctx.signal.aborted) {
      const next = waiting.shift();
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (ctx.signal.aborted || waiting.length > 0) resolve();
        });
      } else if (!sent.delete(next.id)) yield toEvent(next);
    }
  } finally {
    await unsubscribe();
  }
}

/** What came after a notification, oldest first; the newest ones when there is too much. */
async function missedSince(ctx: Context, last_event_id: string): Promise<NotificationView[]> {
  const newest = await ctx.backing.documents.find(collection, { player_id: ctx.principal.playerId }, { limit: catchUpMax });
  return (newest as unknown as NotificationView[]).filter(({ id }) => id > last_event_id).reverse();
}

function toEvent({ id, type, title, body, data, created_at, read_at }: NotificationView): ServerSentEvent {
  return { id, event: "notification", data: JSON.stringify({ id, type, title, body, data, created_at, read_at }) };
}
