import { Redis } from "ioredis";
import type { Log } from "./log.ts";

/**
 * A connection that reconnects when it breaks, and logs it. Before its first answer nothing is logged: whoever opens it asks for
 * one, and tells of a wrong address once. A request is tried so often before it fails; null waits for ever.
 */
export function connectRedis(url: string, log: Log, maxRetriesPerRequest: number | null = 3): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest, connectTimeout: 5000 });
  let hasAnswered = false;
  redis.once("ready", () => {
    hasAnswered = true;
  });
  redis.on("error", (error: Error) => {
    if (hasAnswered) log.warn({ err: error }, "Redis does not answer");
  });
  return redis;
}
