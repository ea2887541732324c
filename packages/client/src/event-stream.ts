import type { BrowserSession } from "./session/session.ts";
import { type ReceivedEvent, readEvents } from "./server-sent-events.ts";

export type { ReceivedEvent } from "./server-sent-events.ts";

export interface EventStreamOptions {
  url: URL;
  session: BrowserSession;
  onEvent: (event: ReceivedEvent) => void;
  fetch?: typeof fetch;
  wait?: (milliseconds: number) => Promise<void>;
}

export interface EventStream {
  close(): void;
}

const firstWait_ms = 1000;
const longestWait_ms = 60_000;

/**
 * Listens to server-sent events as long as the session lasts: `EventSource` cannot send an access token. After a break it goes on from
 * the last event that came.
 */
export function openEventStream(options: EventStreamOptions): EventStream {
  const controller = new AbortController();
  void listen(options, controller.signal);
  return { close: () => controller.abort() };
}

async function listen(options: EventStreamOptions, signal: AbortSignal): Promise<void> {
  const { wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)) } = options;
  let lastId: string | undefined;
  let wait_ms = firstWait_ms;
  while (!signal.aborted) {
    try {
      const token = await options.session.token();
      if (token === undefined) return;
      for await (const event of await open(options, token, lastId, signal)) {
        lastId = event.id ?? lastId;
        wait_ms = firstWait_ms;
        options.onEvent(event);
      }
    } catch {
      // Whatever broke the stream, it is opened again below; a session that is over ends it above.
    }
    if (signal.aborted) return;
    await wait(wait_ms);
    wait_ms = Math.min(wait_ms * 2, longestWait_ms);
  }
}

async function open({ url, fetch: send = fetch, session }: EventStreamOptions, token: string, lastId: string | undefined, signal: AbortSignal) {
  const response = await send(url, {
    headers: {
      accept: "text/event-stream",
      authorization: `Bearer ${token}`,
      ...(lastId === undefined ? {} : { "last-event-id": lastId }),
    },
    signal,
  });
  if (response.status === 401) await session.renew(token);
  if (!response.ok || response.body === null) throw new Error(`no events: ${response.status}`);
  return readEvents(response.body);
}
