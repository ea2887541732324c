import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ApiError, defineContract, operation } from "@oneheart/contracts";
import { z } from "zod";
import { follow } from "../src/index.ts";
import { createBrowserSession } from "../src/session/index.ts";
import { type Answer, fakeServer, problem, tokensFor } from "./support.ts";

const base_url = "https://portal.example";
const { news } = defineContract({
  service: "widget",
  operations: {
    news: operation({
      route: "GET /widget/news",
      summary: "",
      access: ["player"],
      answer: "events",
      input: z.object({}),
      output: z.unknown(),
    }),
  },
}).operations;

/** A stream of texts that then ends, breaks, or stays silent. */
function stream(texts: string[], then: "ends" | "breaks" | "stays silent" = "ends"): Response {
  const left = [...texts];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const text = left.shift();
      if (text !== undefined) controller.enqueue(new TextEncoder().encode(text));
      else if (then === "ends") controller.close();
      else if (then === "breaks") controller.error(new TypeError("terminated"));
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

/** Follows until as many events came. */
async function followed(answers: Answer[], until: number, more: Record<string, Answer[]> = {}) {
  const server = fakeServer({ "/session/log-in": [tokensFor("mali", "player")], ...more, "/widget/news": answers });
  // As `fetch` does: a body whose signal is aborted breaks.
  const fetching: typeof fetch = async (url, init) => {
    const response = await server.fetch(url, init);
    const { signal } = init ?? {};
    if (response.body === null || signal === null || signal === undefined) return response;
    const body = response.body.pipeThrough(new TransformStream(), { signal });
    return new Response(body, response);
  };
  const session = createBrowserSession({ base_url, fetch: server.fetch });
  await session.logIn("mali", "a password");
  const end = new AbortController();
  const heard: string[] = [];
  const waits: number[] = [];
  const states: string[] = [];
  await follow(
    news,
    {},
    {
      base_url,
      session,
      fetch: fetching,
      signal: end.signal,
      silence_ms: 50,
      wait: async (milliseconds) => void waits.push(milliseconds),
      onState: (state) => void states.push(state),
      onEvent: ({ id, event, data }) => {
        heard.push(`${id} ${event} ${data}`);
        if (heard.length === until) end.abort();
      },
    },
  );
  const asked = server.asked.filter(({ path }) => path === "/widget/news");
  return { heard, waits, states, resumedFrom: asked.map(({ headers }) => headers.get("last-event-id")) };
}

const eventOf = (id: number) => `id: ${id}\nevent: news\ndata: of ${id}\n\n`;

describe("a followed stream", () => {
  it("comes back where it ended, and tells each event once", async () => {
    const { heard, resumedFrom, states } = await followed([stream([eventOf(1), ": beat\n\n", eventOf(2)]), stream([eventOf(3)])], 3);
    assert.deepEqual(heard, ["1 news of 1", "2 news of 2", "3 news of 3"]);
    assert.deepEqual(resumedFrom, [null, "2"]);
    assert.deepEqual(states, ["open", "waiting", "open"]);
  });

  it("that breaks within an event has not told it", async () => {
    const { heard, resumedFrom } = await followed([stream([eventOf(1), "id: 2\ndata: ha"], "breaks"), stream([eventOf(2)])], 2);
    assert.deepEqual(heard, ["1 news of 1", "2 news of 2"]);
    assert.deepEqual(resumedFrom, [null, "1"]);
  });

  it("is left when it does not even beat", async () => {
    const { heard } = await followed([stream([], "stays silent"), stream([eventOf(1)])], 1);
    assert.deepEqual(heard, ["1 news of 1"]);
  });

  it("is tried again, less and less often, while the server is away or asks to wait", async () => {
    const away = [new TypeError("fetch failed"), problem(503, "unavailable"), problem(429, "rate_limited")];
    const { waits } = await followed([...away, stream([eventOf(1)])], 1);
    assert.equal(waits.length, 3);
    for (const [at, wait_ms] of waits.entries()) assert.ok(wait_ms >= 500 * 2 ** at && wait_ms <= 1000 * 2 ** at, `${wait_ms} ms`);
  });

  it("takes a new token when the server no longer takes the first", async () => {
    const renewed = { "/session/refresh": [tokensFor("mali", "player", "second")] };
    const { heard } = await followed([problem(401, "unauthenticated"), stream([eventOf(1)])], 1, renewed);
    assert.deepEqual(heard, ["1 news of 1"]);
  });

  it("ends with what the server says where there is nothing to follow", async () => {
    const isForbidden = (error: unknown) => error instanceof ApiError && error.status === 403;
    await assert.rejects(followed([problem(403, "forbidden")], 1), isForbidden);
  });
});
