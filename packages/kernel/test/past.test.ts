import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { defineContract, event, operation } from "@oneheart/contracts";
import { bootServices, type TestApp } from "@oneheart/testing";
import { z } from "zod";
import { defineService, handle, handleBatch, subscribe, subscribeBatch } from "../src/index.ts";

const input = z.object({ name: z.string() });
const output = z.object({ at: z.string() });

const diaryContract = defineContract({
  service: "diary",
  operations: {
    write: operation({ summary: "Ask another operation for the time, and say it", access: ["internal"], input, output }),
    time: operation({ summary: "The time by the clock of the call", access: ["internal"], input, output }),
    timeInBatches: operation({ summary: "The same, of many at once", access: ["internal"], input, output }),
  },
  events: {
    written: event("diary.written", z.object({ name: z.string() })),
    noted: event("diary.noted", z.object({ name: z.string() })),
  },
});
const { write, time, timeInBatches } = diaryContract.operations;
const { written, noted } = diaryContract.events;

/** When each subscriber acted, by its clock, and when what it heard was said. */
interface Heard {
  by: string;
  name: string;
  at: string;
  said_at: string;
}

function diaryService(heard: Heard[]) {
  return defineService(diaryContract, {
    operations: {
      write: handle(write, async ({ name }, ctx) => {
        const asked = await ctx.call(time, { name });
        await ctx.transaction(async (tx) => tx.emit(written, { name }));
        return asked;
      }),
      time: handle(time, async (_, ctx) => ({ at: ctx.clock.now().toISOString() })),
      timeInBatches: handleBatch(timeInBatches, {
        run: (_, ctx) => ctx.transaction(async (__, members) => members.map(() => ({ at: ctx.clock.now().toISOString() }))),
      }),
    },
    subscribers: [
      subscribe("on-written", written, async ({ name }, ctx) => {
        heard.push({ by: "one", name, at: ctx.clock.now().toISOString(), said_at: ctx.event.emittedAt.toISOString() });
      }),
      subscribeBatch("on-written-many", written, {
        run: (events, ctx) =>
          ctx.once(async (_, members) => {
            for (const { payload, event: said, emit } of members) {
              heard.push({ by: "batch", name: payload.name, at: ctx.clock.now().toISOString(), said_at: said.emittedAt.toISOString() });
              emit(noted, payload);
            }
            assert.ok(events.length >= members.length);
          }),
      }),
      subscribe("on-noted", noted, async ({ name }, ctx) => {
        heard.push({ by: "next", name, at: ctx.clock.now().toISOString(), said_at: ctx.event.emittedAt.toISOString() });
      }),
    ],
  });
}

describe("a call about the past", () => {
  const heard: Heard[] = [];
  let app: TestApp;
  before(async () => {
    app = await bootServices([diaryService(heard)], { tables: "libraries" });
  });
  after(() => app.stop());

  const march = new Date("2026-03-01T08:30:00.000Z");
  const april = new Date("2026-04-01T17:00:00.000Z");

  it("happens at its moment, and so does all that it asks for", async () => {
    const past = app.kernel.context("test", march);
    assert.equal((await past.call(write, { name: "asked" })).at, march.toISOString());
    assert.equal((await past.call(timeInBatches, { name: "asked" })).at, march.toISOString());
  });

  it("is never in a batch with another moment", async () => {
    const asked = [march, april, undefined].map((at) => app.kernel.context("test", at).call(timeInBatches, { name: "together" }));
    const [first, second, last] = (await Promise.all(asked)).map(({ at }) => at);
    assert.deepEqual([first, second], [march.toISOString(), april.toISOString()]);
    assert.ok(new Date(last!) > april, "a call without a moment happens now");
  });

  it("is heard at its moment, by one, in batches, and by those who hear of what followed", async () => {
    const began = app.clock.now().toISOString();
    const moments = { spring: march.toISOString(), summer: april.toISOString(), today: undefined };
    await Promise.all(
      Object.entries(moments).map(([name, at]) => app.kernel.context("test", at === undefined ? at : new Date(at)).call(write, { name })),
    );
    await app.settled();
    for (const [name, moment] of Object.entries(moments)) {
      const own = heard.filter((one) => one.name === name);
      assert.deepEqual(own.map(({ by }) => by).sort(), ["batch", "next", "one"], name);
      for (const { by, at, said_at } of own) {
        if (moment === undefined) assert.ok(at >= began && said_at >= began, `${name}, ${by}`);
        else assert.deepEqual([at, said_at], [moment, moment], `${name}, ${by}`);
      }
    }
  });
});
