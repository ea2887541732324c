import type { Redis } from "ioredis";
import type { Log } from "../log.ts";
import type { Cache } from "../ports.ts";
import { connectRedis } from "../redis-connection.ts";
import { byScoreThenMember, checkTtl } from "./rules.ts";
import { createSubscriptions } from "./subscriptions.ts";

const INCREMENT = `
local value = redis.call('INCRBY', KEYS[1], ARGV[1])
local ttl = redis.call('PTTL', KEYS[1])
if ttl < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  ttl = ARGV[2]
end
return { tostring(value), tostring(ttl) }`;

const ADD_SCORE = `
local score = redis.call('ZINCRBY', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return score`;

/**
 * Redis orders equal scores by member the other way round. So those above the lowest score come as they are,
 * and those that share it are chosen anew, in ascending order.
 */
const TOP_SCORES = `
local top = redis.call('ZREVRANGE', KEYS[1], 0, ARGV[1] - 1, 'WITHSCORES')
if #top == 0 then return {} end
local lowest = top[#top]
local answer = {}
for i = 1, #top, 2 do
  if top[i + 1] ~= lowest then
    table.insert(answer, { top[i], top[i + 1] })
  end
end
for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], lowest, lowest, 'LIMIT', 0, ARGV[1] - #answer)) do
  table.insert(answer, { member, lowest })
end
return answer`;

/** The cache on Redis 7. */
export function createRedisCache(url: string, log: Log): Cache {
  const redis = connectRedis(url, log);
  let subscriber: Redis | undefined;
  const subscriptions = createSubscriptions(
    {
      async listen(channel) {
        if (subscriber === undefined) {
          subscriber = connectRedis(url, log);
          subscriber.on("message", (heard: string, message: string) => subscriptions.deliver(heard, message));
        }
        await subscriber.subscribe(channel);
      },
      unlisten: async (channel) => void (await subscriber?.unsubscribe(channel)),
    },
    log,
  );

  return {
    get: async (key) => (await redis.get(key)) ?? undefined,
    async set(key, value, { ttl_ms }) {
      await redis.set(key, value, "PX", checkTtl(ttl_ms));
    },
    async delete(...keys) {
      if (keys.length > 0) await redis.del(...keys);
    },
    async increment(key, { by = 1, ttl_ms }) {
      const [value, ttl] = texts(await redis.eval(INCREMENT, 1, key, by, checkTtl(ttl_ms)));
      return { value: Number(value), ttl_ms: Number(ttl) };
    },
    async addScore(board, member, by, { ttl_ms }) {
      return Number(await redis.eval(ADD_SCORE, 1, board, by, member, checkTtl(ttl_ms)));
    },
    async topScores(board, limit) {
      if (limit < 1) return [];
      const pairs = list(await redis.eval(TOP_SCORES, 1, board, limit)).map(texts);
      return pairs.map(([member, score]) => ({ member: member!, score: Number(score) })).sort(byScoreThenMember);
    },
    async publish(channel, message) {
      await redis.publish(channel, message);
    },
    subscribe: subscriptions.subscribe,
    async ping() {
      await redis.ping();
    },
    async close() {
      for (const connection of [subscriber, redis]) connection?.disconnect();
    },
  };
}

function list(reply: unknown): unknown[] {
  return Array.isArray(reply) ? reply : [];
}

function texts(reply: unknown): string[] {
  return list(reply).map(String);
}
