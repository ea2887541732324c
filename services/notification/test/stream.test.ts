import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { notificationContract } from "@oneheart/contracts";
import { newId, type Principal, type ServerSentEvent } from "@oneheart/kernel";
import { type TestApp, until } from "@oneheart/testing";
import { sql } from "kysely";
import { openLiveFeed } from "../src/workflows/live-feed.ts";
import { channelOf, collection } from "../src/workflows/notifications.ts";
import { announce, boot, redemptionOf, someone } from "./support.ts";

const { notificationStream, listNotifications } = notificationContract.operations;

describe("the live stream", () => {
  let app: TestApp;
  before(async () => {
    app = await boot();
  });
  after(() => app.stop());

  async function open(as: Principal, last_event_id?: string) {
    const leaving = new AbortController();
    const answered = await app.kernel.dispatch({
      operation: notificationStream,
      input: { last_event_id },
      principal: as,
      requestId: "r",
      source: { ip: "", userAgent: "" },
      internal: false,
      signal: leaving.signal,
    });
    const got: string[] = [];
    const reading = (async () => {
      for await (const { id } of answered.output as AsyncIterable<ServerSentEvent>) got.push(id!);
    })();
    const has = (count: number) =>
      until(
        async () => got.length,
        (length) => length >= count,
        `${count} notifications`,
        5_000,
      );
    return {
      got,
      has,
      async leave() {
        leaving.abort();
        await reading;
        return got;
      },
    };
  }
  const ids = async (as: Principal) => (await app.call(listNotifications, { limit: 100 }, { as })).items.map(({ id }) => id).reverse();

  /** An event that was emitted at another time than it is delivered. */
  async function deliver(as: Principal, emitted_at: Date): Promise<void> {
    const time = emitted_at.getTime().toString(16).padStart(12, "0");
    const event_id = `${time.slice(0, 8)}-${time.slice(8)}${newId().slice(13)}`;
    const payload = redemptionOf(as.playerId);
    const delivery = { event_id, type: "redemption.fulfilled", payload, request_id: "r", emitted_at: emitted_at.toISOString() };
    await sql`SELECT graphile_worker.add_job('notification:on-redemption-fulfilled', ${JSON.stringify(delivery)}::json)`.execute(app.db);
    await app.settled();
  }

  it("resumes with everything that came after, in order, and nothing twice", async () => {
    const as = await someone(app);
    for (let count = 0; count < 5; count += 1) await announce(app, as);
    await app.settled();
    const all = await ids(as);
    const stream = await open(as, all[1]);
    await stream.has(3);
    await announce(app, as);
    await stream.has(4);
    assert.deepEqual(await stream.leave(), (await ids(as)).slice(2));
  });

  it("resumes with one whose event was held up, though its id is older than the last that was seen", async () => {
    const as = await someone(app);
    const now = Date.now();
    await deliver(as, new Date(now - 60_000));
    await deliver(as, new Date(now));
    const [, seen] = await ids(as);
    await deliver(as, new Date(now - 30_000));
    const late = (await ids(as))[1]!;
    assert.ok(late < seen!);
    const stream = await open(as, seen);
    await stream.has(1);
    assert.deepEqual(await stream.leave(), [late]);
  });

  it("sends one that is announced twice once, and none of another's", async () => {
    const [as, other] = [await someone(app), await someone(app)];
    const stream = await open(as);
    await announce(app, as);
    await stream.has(1);
    await announce(app, other);
    await app.settled();
    const { cache } = app.backing;
    await cache.publish(channelOf(as.playerId), stream.got[0]!);
    await cache.publish(channelOf(as.playerId), (await ids(other))[0]!);
    await announce(app, as);
    await stream.has(2);
    assert.deepEqual(await stream.leave(), await ids(as));
  });

  it("misses nothing that arrives while it reads what was missed", async () => {
    const as = await someone(app);
    await announce(app, as);
    await app.settled();
    const [seen] = await ids(as);
    const { documents } = app.backing;
    const { find } = documents;
    documents.find = async (...args) => {
      const found = await find.apply(documents, args);
      if (args[0] === collection) {
        documents.find = find;
        await announce(app, as);
        await app.settled();
      }
      return found;
    };
    const stream = await open(as, seen);
    await stream.has(1);
    assert.deepEqual(await stream.leave(), (await ids(as)).slice(1));
  });

  it("lets go of its channel when the reader leaves, also one that never read", async () => {
    const { cache } = app.backing;
    const { subscribe } = cache;
    let listening = 0;
    cache.subscribe = async (...args) => {
      listening += 1;
      const stop = await subscribe.apply(cache, args);
      return async () => {
        listening -= 1;
        await stop();
      };
    };
    const as = await someone(app);
    const stream = await open(as);
    assert.equal(listening, 1);
    await stream.leave();
    const unread = new AbortController();
    await openLiveFeed(app.kernel.context("test"), as.playerId, unread.signal);
    unread.abort();
    await until(
      async () => listening,
      (count) => count === 0,
      "the channel to be left",
    );
    cache.subscribe = subscribe;
  });

  it("ends for a reader that falls far behind, who then resumes", async () => {
    const as = await someone(app);
    const reader = new AbortController();
    const feed = await openLiveFeed(app.kernel.context("test"), as.playerId, reader.signal);
    for (let count = 0; count < 1_100; count += 1) await app.backing.cache.publish(channelOf(as.playerId), String(count));
    await until(
      () => feed.next(),
      (id) => id === undefined,
      "the end of the feed",
    );
    await feed.close();
  });
});
