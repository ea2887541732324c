import { EventEmitter } from "node:events";
import { LRUCache } from "lru-cache";
import type { Log } from "../log.ts";
import type { Cache } from "../ports.ts";
import { byScoreThenMember, checkTtl } from "./rules.ts";
import { createSubscriptions } from "./subscriptions.ts";

/** A board keeps its order until a score changes. */
interface Board {
  scores: Map<string, number>;
  ordered?: Array<{ member: string; score: number }>;
}

/** `ends_ms` as `performance.now()` tells it. */
type Counter = { count: number; ends_ms: number };

type Entry = { text: string } | Counter | Board;

/** Beyond this the least recently used entry goes. */
const ENTRIES_MAX = 200_000;

/** The cache of a server that is one process. */
export function createMemoryCache(log: Log): Cache {
  // A limit by size grows with what is kept; one by number sets the room for all aside at once, which every start would pay for.
  const entries = new LRUCache<string, Entry>({ maxSize: ENTRIES_MAX, sizeCalculation: () => 1 });
  const bus = new EventEmitter();
  const subscriptions = createSubscriptions(
    {
      listen: async (channel) => void bus.on(`:${channel}`, (message: string) => subscriptions.deliver(channel, message)),
      unlisten: async (channel) => void bus.removeAllListeners(`:${channel}`),
    },
    log,
  );

  return {
    async get(key) {
      const entry = entries.get(key);
      if (entry === undefined || "scores" in entry) return undefined;
      return "text" in entry ? entry.text : String(entry.count);
    },
    async set(key, value, { ttl_ms }) {
      entries.set(key, { text: value }, { ttl: checkTtl(ttl_ms) });
    },
    async delete(...keys) {
      for (const key of keys) entries.delete(key);
    },
    async increment(key, { by = 1, ttl_ms }) {
      const found = entries.get(key);
      if (found !== undefined && "count" in found) {
        found.count += by;
        return { value: found.count, ttl_ms: Math.max(1, Math.ceil(found.ends_ms - performance.now())) };
      }
      entries.set(key, { count: by, ends_ms: performance.now() + ttl_ms }, { ttl: checkTtl(ttl_ms) });
      return { value: by, ttl_ms };
    },
    async addScore(name, member, by, { ttl_ms }) {
      const found = entries.get(name);
      const scores = found !== undefined && "scores" in found ? found.scores : new Map<string, number>();
      const score = (scores.get(member) ?? 0) + by;
      scores.set(member, score);
      entries.set(name, { scores }, { ttl: checkTtl(ttl_ms) });
      return score;
    },
    async topScores(name, limit) {
      const board = entries.get(name);
      if (board === undefined || !("scores" in board)) return [];
      board.ordered ??= [...board.scores].map(([member, score]) => ({ member, score })).sort(byScoreThenMember);
      return board.ordered.slice(0, limit);
    },
    async publish(channel, message) {
      setImmediate(() => bus.emit(`:${channel}`, message));
    },
    subscribe: subscriptions.subscribe,
    async ping() {},
    async close() {
      bus.removeAllListeners();
      entries.clear();
    },
  };
}
