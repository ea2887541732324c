import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Caller } from "@oneheart/client";
import type { BrowserSession, SessionState } from "@oneheart/client/session";
import { createOutbox, type SettledAct } from "../src/app/outbox.ts";

const person = { id: "a", username: "ann", role: "reviewer" } as const;
const given = { kind: "decide", path: "/review", what: "Approved", input: { item_id: "1" } };

/** A session and a server that answer as a test says, and a storage that outlives a reload. */
function world(stored?: string) {
  let state: SessionState = { status: "signed_in", person };
  let now = 1_000_000;
  let answer: () => Promise<unknown> = async () => ({});
  const sent: Array<{ input: unknown; key: string | undefined }> = [];
  const listeners = new Set<() => void>();
  const kept = new Map(stored === undefined ? [] : [["oneheart-outbox", stored]]);
  const session = {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  } as unknown as BrowserSession;
  const call = (async (_operation: unknown, input: unknown, options?: { idempotencyKey?: string }) => {
    sent.push({ input, key: options?.idempotencyKey });
    return answer();
  }) as unknown as Caller;
  const outbox = createOutbox({
    session,
    caller: async () => call,
    operations: { decide: async () => ({}) as never },
    storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    now_ms: () => now,
  });
  const settled: SettledAct[] = [];
  outbox.onSettled((one) => settled.push(one));
  return {
    outbox,
    sent,
    settled,
    stored: () => kept.get("oneheart-outbox"),
    answers: (next: () => Promise<unknown>) => (answer = next),
    become(next: SessionState) {
      state = next;
      for (const listener of listeners) listener();
    },
    advance: (ms: number) => (now += ms),
  };
}
const refused = (status: number, code: string) => async () => Promise.reject(Object.assign(new Error(code), { status, code }));

describe("acts that wait", () => {
  it("are sent once, with their own key, when somebody goes on", async () => {
    const { outbox, sent, settled } = world();
    outbox.hold(given);
    const [act] = outbox.acts();
    assert.equal(sent.length, 0);
    await outbox.send(act!.id);
    await outbox.send(act!.id);
    assert.deepEqual(sent, [{ input: given.input, key: act!.id }]);
    assert.deepEqual([outbox.acts().length, settled.length, settled[0]!.error], [0, 1, undefined]);
  });

  it("are gone when they were taken back", async () => {
    const { outbox, sent } = world();
    outbox.hold(given);
    const { id } = outbox.acts()[0]!;
    outbox.takeBack(id);
    await outbox.send(id);
    assert.deepEqual([outbox.acts().length, sent.length], [0, 0]);
  });

  it("stay when nothing came or the session had ended, and go out when the same person is there again", async () => {
    const { outbox, sent, answers, become, settled } = world();
    outbox.hold(given);
    const { id } = outbox.acts()[0]!;
    answers(refused(401, "unauthenticated"));
    await outbox.send(id);
    assert.deepEqual([outbox.acts()[0]!.state, settled.length], ["failed", 0]);
    answers(async () => ({}));
    become({ status: "signed_in", person: { ...person, id: "b" } });
    assert.equal(sent.length, 1, "not as somebody else");
    become({ status: "signed_in", person });
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([sent.length, new Set(sent.map(({ key }) => key)).size, settled.length], [2, 1, 1]);
  });

  it("are told as refused when the server said no", async () => {
    const { outbox, answers, settled } = world();
    outbox.hold(given);
    answers(refused(409, "review_not_held"));
    await outbox.send(outbox.acts()[0]!.id);
    assert.equal(outbox.acts().length, 0);
    assert.equal((settled[0]!.error as { code: string }).code, "review_not_held");
  });

  it("are not sent behind anybody's back when a reload comes after their time", async () => {
    const before = world();
    before.outbox.hold(given);
    const { id } = before.outbox.acts()[0]!;
    const text = before.stored()!;
    before.outbox.takeBack(id);
    const past = JSON.stringify((JSON.parse(text) as Array<{ due_ms: number }>).map((act) => ({ ...act, due_ms: 0 })));
    const { outbox, sent } = world(past);
    assert.deepEqual([outbox.acts().map(({ state }) => state), sent.length], [["left"], 0]);
    assert.deepEqual(world("no json").outbox.acts(), []);
  });
});
