import { Readable } from "node:stream";
import type { ServerSentEvent } from "@oneheart/kernel";

const heartbeatEvery_ms = 15_000;
const bufferedBytesMax = 16 * 1024;
const reconnectAfter_ms = 3_000;

/** Events as another process wrote them; they already hold their heartbeats. */
export class WrittenEvents {
  readonly body: Readable;
  constructor(body: Readable) {
    this.body = body;
  }
}

/** One event in the format of the HTML standard, section 9.2.6. */
export function formatEvent({ id, event, data }: ServerSentEvent): string {
  const single = (text: string) => text.replaceAll(/[\r\n\0]/g, "");
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `${id === undefined ? "" : `id: ${single(id)}\n`}${event === undefined ? "" : `event: ${single(event)}\n`}${lines.join("")}\n`;
}

export interface EventStreamOptions {
  /** Ends the stream. */
  signal: AbortSignal;
  /** Hears why the source failed; the stream then ends and the client comes back. */
  onError(error: unknown): void;
  heartbeat_ms?: number;
}

/** Events as text: begins at once, beats while nothing happens, and asks for the next event only when the client has read the last. */
export function eventStream(source: AsyncIterable<ServerSentEvent> | WrittenEvents, options: EventStreamOptions): Readable {
  if (source instanceof WrittenEvents) return pull(source.body, options, undefined);
  return pull(formatAll(source), options, options.heartbeat_ms ?? heartbeatEvery_ms);
}

function formatAll(source: AsyncIterable<ServerSentEvent>): AsyncIterable<string> {
  const iterator = source[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const { done, value } = await iterator.next();
        return done ? { done, value: undefined } : { done: false, value: formatEvent(value) };
      },
      // Passed on at once: an async generator would first wait for its pending event.
      async return() {
        await iterator.return?.();
        return { done: true, value: undefined };
      },
    }),
  };
}

function pull(
  source: AsyncIterable<string | Uint8Array>,
  { signal, onError }: EventStreamOptions,
  heartbeat_ms: number | undefined,
): Readable {
  const iterator = source[Symbol.asyncIterator]();
  let pulling = false;
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    clearInterval(beat);
    signal.removeEventListener("abort", end);
    if (!stream.destroyed) stream.push(null);
    // Never awaited: a source that waits for its next event ends by the signal.
    iterator.return?.()?.catch(() => {});
  };
  const stream = new Readable({
    highWaterMark: bufferedBytesMax,
    async read() {
      if (pulling || ended) return;
      pulling = true;
      try {
        for (let wanted = true; wanted && !ended; ) {
          const { done, value } = await iterator.next();
          if (ended) return;
          if (done) return end();
          wanted = stream.push(value);
        }
      } catch (error) {
        if (!ended) onError(error);
        end();
      } finally {
        pulling = false;
      }
    },
    destroy(error, done) {
      end();
      done(error);
    },
  });
  const beat =
    heartbeat_ms === undefined ? undefined : setInterval(() => stream.readableLength === 0 && stream.push(":\n\n"), heartbeat_ms);
  signal.addEventListener("abort", end, { once: true });
  if (heartbeat_ms !== undefined) stream.push(`retry: ${reconnectAfter_ms}\n\n`);
  if (signal.aborted) end();
  return stream;
}
