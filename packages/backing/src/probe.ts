import { BackingError } from "./errors.ts";
import type { Backing } from "./ports.ts";

const LIMIT_MS = 15_000;

/** Which setting says where a port's service is. */
const settingOf = { cache: "REDIS_URL", documents: "MONGODB_URL", objects: "OBJECTS_URL", queue: "REDIS_URL" } as const;

/** Asks each service once, so that a wrong address is told at the start. Throws `config_invalid` with the setting to look at. */
export async function probeBacking(backing: Pick<Backing, keyof typeof settingOf>, limit_ms = LIMIT_MS): Promise<void> {
  for (const port of ["cache", "documents", "objects", "queue"] as const) {
    await inTime(backing[port].ping(), limit_ms).catch((error: Error) => {
      throw new BackingError("config_invalid", `${settingOf[port]}: the ${port} cannot be used (${error.message}).`, { cause: error });
    });
  }
}

async function inTime(ping: Promise<void>, limit_ms: number): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${limit_ms / 1000} s`)), limit_ms);
  try {
    await Promise.race([ping, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
