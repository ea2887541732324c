import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openEventStream, type ReceivedEvent } from "../src/index.ts";
import { readEvents } from "../src/server-sent-events.ts";
import { createBrowserSession } from "../src/session/index.ts";
import { fakeServer, tokensFor } from "./support.ts";

async function eventsOf(...chunks: string[]): Promise<ReceivedEvent[]> {
  const bytes = (async function* () {
    for (const chunk of chunks) yield new TextEncoder().encode(chunk);
  })();
  return Array.fromAsync(readEvents(bytes));
}

describe("server-sent events", () => {
  it("are read however they are cut, and comments are none", async () => {
    assert.deepEqual(await eventsOf(": hello\n\n", "id: 1\nevent: not", "ification\ndata: a\ndata: b\n\ndata:", "c\r\n\r\nid: 9\n"), [
      { id: "1", type: "notification", data: "a\nb" },
      { type: "message", data: "c" },
    ]);
  });

  it("go on from the last one after a break, and end with the session", async () => {
    const stream = (text: string) => new Response(text, { headers: { "content-type": "text/event-stream" } });
    const { fetch, asked } = fakeServer({
      "/session/log-in": [tokensFor("mali", "player")],
      "/events": [stream("id: 7\ndata: first\n\n"), stream("data: second\n\n")],
    });
    const session = createBrowserSession({ base_url: "https://portal.example", fetch });
    await session.logIn("mali", "a password");
    const heard: string[] = [];
    const ended = Promise.withResolvers<void>();
    session.subscribe(() => ended.resolve());
    openEventStream({
      url: new URL("https://portal.example/events"),
      session,
      fetch,
      wait: async () => {},
      onEvent: ({ data }) => void heard.push(data),
    });
    await ended.promise;
    assert.equal(session.state().status, "expired");
    assert.deepEqual(heard, ["first", "second"]);
    assert.equal(asked.filter(({ path }) => path === "/events")[1]!.headers.get("last-event-id"), "7");
  });
});
