import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ApiError, defineContract, operation } from "@oneheart/contracts";
import { z } from "zod";
import { createCaller, UnexpectedAnswer } from "../src/index.ts";
import { createBrowserSession } from "../src/session/index.ts";
import { type Answer, fakeServer, problem, tokensFor } from "./support.ts";

const base_url = "https://portal.example";
const { read, give, change } = defineContract({
  service: "widget",
  operations: {
    read: operation({ route: "GET /widget", summary: "", access: ["player"], input: z.object({}), output: z.object({ size: z.int() }) }),
    give: operation({
      route: "POST /widget/give",
      summary: "",
      access: ["player"],
      idempotent: "required",
      input: z.object({ size: z.int() }),
      output: z.object({ size: z.int() }),
    }),
    change: operation({
      route: "PATCH /widget/change",
      summary: "",
      access: ["player"],
      input: z.object({}),
      output: z.object({ size: z.int() }),
    }),
  },
}).operations;

async function signedIn(answers: Record<string, Answer[]>) {
  const server = fakeServer({ "/session/log-in": [tokensFor("mali", "player")], ...answers });
  const session = createBrowserSession({ base_url, fetch: server.fetch });
  await session.logIn("mali", "a password");
  const waits: number[] = [];
  const call = createCaller({
    base_url,
    session,
    fetch: server.fetch,
    language: () => "th",
    wait: async (milliseconds) => void waits.push(milliseconds),
  });
  return { ...server, session, call, waits };
}

describe("a call of a page", () => {
  it("carries token and language, and answers what the contract says", async () => {
    const { call, asked } = await signedIn({ "/widget": [{ size: 3, unknown: true }] });
    assert.deepEqual(await call(read, {}), { size: 3 });
    const { headers } = asked.at(-1)!;
    assert.match(headers.get("authorization")!, /^Bearer /);
    assert.equal(headers.get("accept-language"), "th");
  });

  it("refuses an answer that its contract does not describe", async () => {
    const { call } = await signedIn({ "/widget": [{ size: "three" }] });
    await assert.rejects(call(read, {}), UnexpectedAnswer);
  });

  it("renews a refused token once for all, and is sent again", async () => {
    const { call, asked } = await signedIn({
      "/widget": [problem(401, "unauthenticated"), problem(401, "unauthenticated"), { size: 1 }, { size: 2 }],
      "/session/refresh": [tokensFor("mali", "player", "second")],
    });
    const sizes = await Promise.all([call(read, {}), call(read, {})]);
    assert.deepEqual(sizes.map(({ size }) => size).sort(), [1, 2]);
    assert.equal(asked.filter(({ path }) => path === "/session/refresh").length, 1);
  });

  it("is repeated under the same key after it went unanswered or came too early", async () => {
    const { call, asked, waits } = await signedIn({
      "/widget/give": [new TypeError("fetch failed"), problem(409, "idempotency_in_flight"), { size: 4 }],
    });
    assert.deepEqual(await call(give, { size: 4 }), { size: 4 });
    const keys = asked.filter(({ path }) => path === "/widget/give").map(({ headers }) => headers.get("idempotency-key"));
    assert.equal(keys.length, 3);
    assert.match(keys[0]!, /^[0-9a-f-]{36}$/);
    assert.equal(new Set(keys).size, 1);
    assert.equal(waits.length, 2);
  });

  it("that changes something without a key is never repeated by itself", async () => {
    const { call, asked } = await signedIn({ "/widget/change": [new TypeError("fetch failed"), { size: 1 }] });
    await assert.rejects(call(change, {}), TypeError);
    assert.equal(asked.filter(({ path }) => path === "/widget/change").length, 1);
  });

  it("waits as long as a limit says when that is short, and gives up when it is long", async () => {
    const { call, waits } = await signedIn({
      "/widget": [problem(429, "rate_limited", { retry_after_s: 2 }), { size: 1 }, problem(429, "rate_limited", { retry_after_s: 40 })],
    });
    assert.deepEqual(await call(read, {}), { size: 1 });
    assert.deepEqual(waits, [2000]);
    await assert.rejects(call(read, {}), (error: ApiError) => error instanceof ApiError && error.code === "rate_limited");
  });

  it("gives up after three attempts, and an error that will not pass is told at once", async () => {
    const away = () => problem(503, "unavailable");
    const { call, asked } = await signedIn({ "/widget": [away(), away(), away(), problem(404, "widget_not_found")] });
    await assert.rejects(call(read, {}), ApiError);
    assert.equal(asked.filter(({ path }) => path === "/widget").length, 3);
    await assert.rejects(call(read, {}), (error: ApiError) => error.code === "widget_not_found");
    assert.equal(asked.filter(({ path }) => path === "/widget").length, 4);
  });
});
