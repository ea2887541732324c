import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ServerSentEvent } from "@oneheart/kernel";
import { eventStream, formatEvent } from "../src/event-stream.ts";

describe("events as text", () => {
  it("keep every line of the data, and let nobody add fields", () => {
    assert.equal(formatEvent({ id: "1", event: "e", data: "a\r\nb\rc\nd" }), "id: 1\nevent: e\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
    assert.equal(formatEvent({ id: "1\nevent: x", data: "" }), "id: 1event: x\ndata: \n\n");
  });

  it("beat while nothing happens, and not while the client has not read", async () => {
    const ending = new AbortController();
    const silent: AsyncIterable<ServerSentEvent> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
    const stream = eventStream(silent, { signal: ending.signal, onError: () => {}, heartbeat_ms: 5 });
    let text = "";
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      text += chunk;
      if (text.split(":\n\n").length > 3) break;
    }
    assert.match(text, /^retry: 3000\n\n(:\n\n)+$/);
    const unread = eventStream(silent, { signal: ending.signal, onError: () => {}, heartbeat_ms: 1 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(unread.readableLength, "retry: 3000\n\n".length);
    ending.abort();
  });
});
