import { identityInternal, sessionNotes } from "@oneheart/contracts/internal";
import type { Kernel } from "@oneheart/kernel";
import { LRUCache } from "lru-cache";

const believedFor_ms = 60_000;
const remembered = { maxSize: 50_000, sizeCalculation: () => 1 };

/** Whether sessions are still live, without asking on every request. */
export interface Sessions {
  isLive(sessionId: string): Promise<boolean>;
  /** The next request of this session asks again. */
  forget(sessionId: string): void;
  /** Hears when the session ends; the answer stops listening. */
  onEnd(sessionId: string, listener: () => void): () => void;
  close(): Promise<void>;
}

/**
 * Live sessions are believed for up to a minute and dropped as soon as their end is announced. An end that arrives while
 * the question is under way wins over its answer.
 */
export async function createSessions(kernel: Kernel): Promise<Sessions> {
  const gateway = kernel.context("gateway");
  const { cache } = kernel.backing;
  const live = new LRUCache<string, true>({ ...remembered, ttl: believedFor_ms });
  const ended = new LRUCache<string, true>({ ...remembered, ttl: 2 * believedFor_ms });
  const listeners = new Map<string, Set<() => void>>();

  const stop = await cache.subscribe(sessionNotes.endedChannel, (sessionId) => {
    ended.set(sessionId, true);
    live.delete(sessionId);
    for (const listener of listeners.get(sessionId) ?? []) listener();
  });

  /** What the identity service noted; its note of an end outlives a note of life that another process was writing. */
  async function recall(sessionId: string): Promise<boolean | undefined> {
    const [over, alive] = await Promise.all([cache.get(sessionNotes.ended(sessionId)), cache.get(sessionNotes.live(sessionId))]);
    if (over !== undefined) return false;
    return alive === undefined ? undefined : true;
  }

  async function ask(sessionId: string): Promise<boolean> {
    const noted = await recall(sessionId).catch((error: unknown) => {
      gateway.log.warn({ err: error }, "the cache does not answer; the identity service is asked");
      return undefined;
    });
    if (noted !== undefined) return noted;
    return (await gateway.call(identityInternal.operations.sessionState, { session_id: sessionId })).live;
  }

  return {
    async isLive(sessionId) {
      if (live.has(sessionId)) return true;
      if (ended.has(sessionId)) return false;
      if (!(await ask(sessionId)) || ended.has(sessionId)) return false;
      live.set(sessionId, true);
      return true;
    },
    forget: (sessionId) => void live.delete(sessionId),
    onEnd(sessionId, listener) {
      const all = listeners.get(sessionId) ?? new Set();
      listeners.set(sessionId, all.add(listener));
      return () => {
        all.delete(listener);
        if (all.size === 0) listeners.delete(sessionId);
      };
    },
    close: stop,
  };
}
