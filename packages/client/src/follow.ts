import { ApiError, type CallInput, type Operation } from "@oneheart/contracts";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { createSender, type SenderOptions, waitFor } from "./sender.ts";

/** What a stream of server-sent events brings. */
export interface LiveEvent {
  id: string | undefined;
  /** Its kind; `message` where the server names none. */
  event: string;
  data: string;
}

export interface FollowOptions extends SenderOptions {
  onEvent(event: LiveEvent): void;
  /** Hears whether events can come at the moment. */
  onState?(state: "open" | "waiting"): void;
  /** Begins after this event. */
  lastEventId?: string;
  /** Ends it. */
  signal: AbortSignal;
  /** Waits before it comes back; tests do not. */
  wait?: (milliseconds: number) => Promise<void>;
  /** A server beats more often than this; one that does not is gone. */
  silence_ms?: number;
}

const pause_ms = { first: 1_000, most: 60_000 } as const;
const silenceMax_ms = 45_000;

/**
 * Follows an operation that answers with events until `signal` ends it. A stream that breaks or ends is opened again after a pause, which
 * grows while nothing comes and differs between clients, with the id of the last event, so that none is missed or told twice.
 * Throws `ApiError` where the server says that there is nothing to follow: not signed in, not allowed, not there.
 */
export async function follow<O extends Operation>(operation: O, input: CallInput<O>, options: FollowOptions): Promise<void> {
  const { signal, onEvent, onState = () => {}, wait = waitFor, silence_ms = silenceMax_ms } = options;
  const { signedIn } = createSender(options);
  let { lastEventId } = options;
  let failures = 0;
  const hear = ({ id, event, data }: EventSourceMessage) => {
    failures = 0;
    lastEventId = id ?? lastEventId;
    onEvent({ id, event: event ?? "message", data });
  };
  while (!signal.aborted) {
    const silence = watchFor(silence_ms, signal);
    try {
      const body = await signedIn((client) => client.open(operation, input, { lastEventId, signal: silence.signal }));
      onState("open");
      await readEvents(body, hear, silence.heard);
    } catch (error) {
      if (signal.aborted) return;
      if (isFinal(error)) throw error;
    } finally {
      silence.stop();
    }
    if (signal.aborted) return;
    onState("waiting");
    await wait(pauseAfter(failures));
    failures += 1;
  }
}

async function readEvents(
  body: ReadableStream<Uint8Array>,
  onEvent: (message: EventSourceMessage) => void,
  onBytes: () => void,
): Promise<void> {
  const parser = createParser({ onEvent });
  const text = new TextDecoder();
  const reader = body.getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    onBytes();
    parser.feed(text.decode(value, { stream: true }));
  }
}

/** A signal that comes with another one, or when nothing was heard for too long. */
function watchFor(silence_ms: number, outer: AbortSignal): { signal: AbortSignal; heard(): void; stop(): void } {
  const own = new AbortController();
  const begin = () => setTimeout(() => own.abort(), silence_ms);
  let timer = begin();
  return {
    signal: AbortSignal.any([outer, own.signal]),
    heard() {
      clearTimeout(timer);
      timer = begin();
    },
    stop: () => clearTimeout(timer),
  };
}

/** What the server means; a limit, and what it cannot do just now, pass. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 408;
}

function pauseAfter(failures: number): number {
  const most = Math.min(pause_ms.most, pause_ms.first * 2 ** failures);
  return most / 2 + (Math.random() * most) / 2;
}
