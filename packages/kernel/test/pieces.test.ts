import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defineContract, event, operation } from "@oneheart/contracts";
import { z } from "zod";
import { parseAnswer } from "../src/answers.ts";
import {
  anyone,
  type BaseContext,
  createLogger,
  createVault,
  decodeCursor,
  decodeIdCursor,
  defineService,
  defineState,
  encodeCursor,
  isOperationError,
  type Metrics,
  newId,
  pageFrom,
  type ScheduledJob,
  type Subscriber,
  schedule,
  subscribe,
  system,
} from "../src/index.ts";
import { createOpenStates } from "../src/state.ts";

describe("the vault", () => {
  const vault = createVault(Buffer.alloc(32, 1));

  it("opens what it sealed, for the same purpose only", () => {
    const sealed = vault.seal("สมชาย@example.org", "players.email");
    assert.equal(vault.open(sealed, "players.email"), "สมชาย@example.org");
    assert.throws(() => vault.open(sealed, "players.phone"));
    assert.throws(() => createVault(Buffer.alloc(32, 2)).open(sealed, "players.email"));
  });

  it("notices one flipped bit", () => {
    const sealed = vault.seal("a", "p");
    const bytes = Buffer.from(sealed.slice(3), "base64url");
    bytes[bytes.length - 1]! ^= 1;
    assert.throws(() => vault.open(`v1.${bytes.toString("base64url")}`, "p"));
  });

  it("never seals a value the same way twice, and indexes it the same way always", () => {
    assert.notEqual(vault.seal("a", "p"), vault.seal("a", "p"));
    assert.equal(vault.blindIndex("a", "p"), vault.blindIndex("a", "p"));
    assert.notEqual(vault.blindIndex("a", "p"), vault.blindIndex("a", "q"));
  });

  it("refuses a key of another length", () => {
    assert.throws(() => createVault(Buffer.alloc(16)), RangeError);
  });
});

describe("cursors", () => {
  it("come back as they were", () => {
    assert.deepEqual(decodeCursor(encodeCursor([7, "x"]), 2), [7, "x"]);
    const id = newId();
    assert.equal(decodeIdCursor(encodeCursor([id])), id);
    assert.equal(decodeIdCursor(undefined), undefined);
  });

  it("that we did not make are invalid input", () => {
    for (const bad of [
      "",
      "x",
      encodeCursor(["a", "b"]),
      encodeCursor([1]),
      encodeCursor(["' OR 1=1 --"]),
      Buffer.from('[{"a":1}]').toString("base64url"),
    ]) {
      assert.throws(
        () => decodeIdCursor(bad),
        (error) => isOperationError(error, "invalid_input"),
      );
    }
  });

  it("end with the last page", () => {
    assert.deepEqual(
      pageFrom([1, 2, 3], 3, (row) => [row]),
      { rows: [1, 2, 3], next_cursor: null },
    );
    assert.deepEqual(
      pageFrom([1, 2, 3], 2, (row) => [row]),
      { rows: [1, 2], next_cursor: encodeCursor([2]) },
    );
  });
});

describe("the logger", () => {
  it("never writes a secret or personal field", () => {
    const lines: string[] = [];
    const log = createLogger({ level: "info", destination: { write: (line) => void lines.push(line) } });
    log.info({ password: "pw-1", body: { email: "mail-2", deep: { refresh_token: "rt-3" } }, headers: { authorization: "az-4" } }, "hello");
    for (const secret of ["pw-1", "mail-2", "rt-3", "az-4"]) assert.ok(!lines.join("").includes(secret));
    assert.match(lines[0]!, /hello/);
  });
});

describe("a principal without a player", () => {
  it("throws instead of giving an empty id", () => {
    assert.throws(() => anyone.playerId, /no player/);
    assert.throws(() => system.did, /no player/);
  });
});

describe("an answer that does not fit its contract", () => {
  it("is told where it does not fit, without its values", () => {
    const output = z.object({ items: z.array(z.object({ size: z.int() })) });
    const contract = defineContract({
      service: "parts",
      operations: { list: operation({ summary: "", access: [], input: z.object({}), output }) },
    });
    const misfit = { items: [{ size: "a secret text" }] };
    assert.throws(
      () => parseAnswer(contract.operations.list, misfit),
      ({ message }: Error) =>
        /parts\.list does not fit its contract \(items\.0\.size: invalid_type\)/.test(message) && !message.includes("secret"),
    );
  });
});

describe("what services hold while they serve", () => {
  const events: string[] = [];
  const holding = (name: string, fails = false) =>
    defineState({
      open: () => ({ name }),
      close(state) {
        events.push(state.name);
        if (fails) throw new Error(`${name} does not close`);
      },
    });

  it("is reached while it is open, apart for each program, and closed in reverse, all of it", async () => {
    const [ctx, metrics] = [{} as BaseContext, {} as Metrics];
    const [first, second] = [holding("first"), holding("second", true)];
    const [states, others] = [createOpenStates(), createOpenStates()];
    for (const state of [first, second]) await states.open(state, ctx, metrics);
    await others.open(first, ctx, metrics);
    assert.equal(states.of(first).name, "first");
    assert.notEqual(states.of(first), others.of(first));
    assert.throws(() => others.of(second), /not open/);
    await assert.rejects(states.close(), /second does not close/);
    assert.deepEqual(events, ["second", "first"]);
    assert.throws(() => states.of(first), /not open/);
  });
});

describe("the parts of a service", () => {
  const none = defineContract({ service: "parts", operations: {}, events: { said: event("parts.said", z.object({})) } });
  const hears = (name: string) => subscribe(name, none.events.said, async () => {});
  const define = (subscribers: Subscriber[], jobs: ScheduledJob[] = []) => defineService(none, { operations: {}, subscribers, jobs });

  it("may hear one event twice, under two names", () => {
    assert.deepEqual(
      define([hears("on-said"), hears("count-said")]).subscribers.map(({ name }) => name),
      ["on-said", "count-said"],
    );
  });

  it("are refused when two share a name, because only one of them would run", () => {
    assert.throws(() => define([hears("on-said"), hears("on-said")]), /two subscribers or jobs are called on-said/);
    const renamed = subscribe("on-said", none.events.said, async () => {}, { earlier: ["hear-said"] });
    assert.throws(() => define([renamed, hears("hear-said")]), /are called hear-said/);
    assert.throws(() => define([hears("sweep")], [schedule("sweep", "* * * * *", async () => {})]), /called sweep/);
    assert.throws(() => define([hears("parts.said")]), /is not a name/);
  });
});
