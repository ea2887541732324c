import type { BaseContext } from "@oneheart/kernel";
import { channelOf } from "./notifications.ts";

const waitingMax = 1_000;

/** Ids of a player's notifications as they are announced. */
export interface LiveFeed {
  /** The next id; undefined once the feed is over. */
  next(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Listens from now on, until the signal aborts. A reader that falls far behind is let go: it resumes from what it read last. */
export async function openLiveFeed(ctx: Pick<BaseContext, "backing">, player_id: string, signal: AbortSignal): Promise<LiveFeed> {
  const waiting: string[] = [];
  let over = signal.aborted;
  let wake = () => {};
  const unsubscribe = await ctx.backing.cache.subscribe(channelOf(player_id), (id) => {
    if (waiting.length === waitingMax) over = true;
    else waiting.push(id);
    wake();
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    over = true;
    wake();
    closing ??= unsubscribe();
    return closing;
  };
  signal.addEventListener("abort", () => void close().catch(() => {}), { once: true });
  if (signal.aborted) await close();
  return {
    close,
    async next() {
      while (waiting.length === 0 && !over) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return over ? undefined : waiting.shift();
    },
  };
}
