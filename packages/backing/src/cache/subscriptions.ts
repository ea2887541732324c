import type { Log } from "../log.ts";

/** Tells the server which channels this process hears. */
interface Transport {
  listen(channel: string): Promise<void>;
  unlisten(channel: string): Promise<void>;
}

export interface Subscriptions {
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
  deliver(channel: string, message: string): void;
  channels(): string[];
}

/** Shares one server-side subscription among the listeners of a channel. Changes take turns, so that none overtakes another. */
export function createSubscriptions(transport: Transport, log: Log): Subscriptions {
  const listeners = new Map<string, Set<{ listener: (message: string) => void }>>();
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    async subscribe(channel, listener) {
      const entry = { listener };
      await inTurn(async () => {
        if (!listeners.has(channel)) await transport.listen(channel);
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(entry));
      });
      return () =>
        inTurn(async () => {
          const rest = listeners.get(channel);
          if (!rest?.delete(entry) || rest.size > 0) return;
          listeners.delete(channel);
          await transport.unlisten(channel);
        });
    },
    deliver(channel, message) {
      for (const { listener } of listeners.get(channel) ?? []) {
        try {
          listener(message);
        } catch (error) {
          log.error({ err: error, channel }, "a listener failed");
        }
      }
    },
    channels: () => [...listeners.keys()],
  };
}
