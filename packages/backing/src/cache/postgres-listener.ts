import { createHash } from "node:crypto";
import pg from "pg";
import type { Log } from "../log.ts";
import { createSubscriptions, type Subscriptions } from "./subscriptions.ts";

const RECONNECT_MS_MAX = 5000;

/** A channel's name is an identifier of at most 63 bytes, so ours are digests. */
export function channelName(channel: string): string {
  return `oneheart_${createHash("sha256").update(channel).digest("hex").slice(0, 32)}`;
}

/** Hears notifications on one connection of its own, made at the first subscription and again when it breaks. */
export function createListener(
  databaseUrl: string,
  log: Log,
  readLong: (reference: string) => Promise<string | undefined>,
): Pick<Subscriptions, "subscribe"> & { close(): Promise<void> } {
  let client: Promise<pg.Client> | undefined;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const names = new Map<string, string>();

  const subscriptions = createSubscriptions(
    {
      async listen(channel) {
        names.set(channelName(channel), channel);
        await (await connection()).query(`listen ${channelName(channel)}`);
      },
      async unlisten(channel) {
        names.delete(channelName(channel));
        await (await connection()).query(`unlisten ${channelName(channel)}`);
      },
    },
    log,
  );

  function connection(): Promise<pg.Client> {
    client ??= connect().catch((error: unknown) => {
      client = undefined;
      throw error;
    });
    return client;
  }

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    fresh.on("notification", ({ channel, payload = "" }) => void receive(channel, payload));
    fresh.on("error", (error) => log.warn({ err: error }, "the connection that hears notifications broke"));
    try {
      await fresh.connect();
      for (const channel of subscriptions.channels()) await fresh.query(`listen ${channelName(channel)}`);
    } catch (error) {
      await fresh.end();
      throw error;
    }
    fresh.on("end", reconnect);
    failures = 0;
    return fresh;
  }

  function reconnect(): void {
    client = undefined;
    if (closed || subscriptions.channels().length === 0) return;
    const delay_ms = Math.min(100 * 2 ** failures++, RECONNECT_MS_MAX);
    timer = setTimeout(() => connection().catch(reconnect), delay_ms).unref();
  }

  async function receive(name: string, payload: string): Promise<void> {
    const channel = names.get(name);
    if (channel === undefined) return;
    try {
      const message = payload.startsWith("=") ? payload.slice(1) : await readLong(payload.slice(1));
      if (message !== undefined) subscriptions.deliver(channel, message);
    } catch (error) {
      log.warn({ err: error, channel }, "a long message could not be read");
    }
  }

  return {
    subscribe: subscriptions.subscribe,
    async close() {
      closed = true;
      clearTimeout(timer);
      const open = await client?.catch(() => undefined);
      await open?.end();
    },
  };
}
