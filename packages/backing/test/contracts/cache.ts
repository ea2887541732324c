import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import type { Cache } from "../../src/ports.ts";
import { until } from "../support/temp.ts";

const ttl_ms = 60_000;

/** What every cache promises. `open` is called twice: as two processes would, where `shared`. */
export function cacheContract(name: string, options: { skip?: false | string; shared: boolean; open(): Promise<Cache> }): void {
  describe(`cache on ${name}`, { skip: options.skip }, () => {
    let cache: Cache;
    let other: Cache;
    before(async () => {
      cache = await options.open();
      other = options.shared ? await options.open() : cache;
    });
    after(async () => {
      await cache?.close();
      if (options.shared) await other?.close();
    });

    test("a value is read back, also by another process, until it is replaced or deleted", async () => {
      const [key, second] = [randomUUID(), randomUUID()];
      assert.equal(await cache.get(key), undefined);
      await cache.set(key, "ünï 💚 'quoted'", { ttl_ms });
      assert.equal(await other.get(key), "ünï 💚 'quoted'");
      await cache.set(key, "", { ttl_ms });
      assert.equal(await other.get(key), "");
      await cache.set(second, "2", { ttl_ms });
      await cache.delete(key, second, "absent");
      assert.deepEqual([await other.get(key), await other.get(second)], [undefined, undefined]);
      await cache.delete();
    });

    test("a value ends after its lifetime, and a lifetime is at least a millisecond", async () => {
      const key = randomUUID();
      await cache.set(key, "short", { ttl_ms: 50 });
      await until("the value to end", async () => (await cache.get(key)) === undefined);
      for (const wrong of [0, -1, 1.5, Number.NaN]) {
        await assert.rejects(cache.set(key, "x", { ttl_ms: wrong }), { code: "config_invalid" });
        await assert.rejects(cache.increment(key, { ttl_ms: wrong }), { code: "config_invalid" });
      }
    });

    test("no increment is lost among many at once", async () => {
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => (i % 2 ? cache : other).increment(key, { ttl_ms })));
      assert.deepEqual(
        answers.map((answer) => answer.value).sort((a, b) => a - b),
        Array.from({ length: 60 }, (_, i) => i + 1),
      );
      assert.equal((await other.increment(key, { by: 5, ttl_ms })).value, 65);
      assert.equal((await cache.increment(key, { by: -70, ttl_ms })).value, -5);
      assert.equal(await cache.get(key), "-5");
    });

    test("a counter ends after the lifetime of its first increment, and begins anew", async () => {
      const key = randomUUID();
      assert.deepEqual(await cache.increment(key, { ttl_ms: 400 }), { value: 1, ttl_ms: 400 });
      const second = await cache.increment(key, { ttl_ms: 60_000 });
      assert.equal(second.value, 2);
      assert.ok(second.ttl_ms > 0 && second.ttl_ms <= 400, `${second.ttl_ms} ms`);
      await until("the counter to end", async () => (await cache.get(key)) === undefined);
      assert.equal((await cache.increment(key, { ttl_ms })).value, 1);
      await cache.delete(key);
      assert.equal((await cache.increment(key, { ttl_ms })).value, 1);
    });

    test("a board answers the highest scores first and equal ones by member, also at the limit", async () => {
      const board = randomUUID();
      for (const [member, by] of Object.entries({ d: 2, b: 5, c: 5, a: 5, e: 7.5, f: -1 }))
        await cache.addScore(board, member, by, { ttl_ms });
      assert.equal(await other.addScore(board, "f", 4, { ttl_ms }), 3);
      assert.deepEqual(
        (await other.topScores(board, 10)).map(({ member, score }) => `${member}${score}`),
        ["e7.5", "a5", "b5", "c5", "f3", "d2"],
      );
      assert.deepEqual(
        (await cache.topScores(board, 3)).map((each) => each.member),
        ["e", "a", "b"],
      );
      assert.deepEqual(await cache.topScores(board, 0), []);
      assert.deepEqual(await cache.topScores(randomUUID(), 5), []);
    });

    test("no score is lost among many at once", async () => {
      const board = randomUUID();
      await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 ? cache : other).addScore(board, `m${i % 4}`, 1, { ttl_ms })));
      assert.deepEqual(
        (await cache.topScores(board, 9)).map((each) => each.score),
        [10, 10, 10, 10],
      );
    });

    test("a board ends after the lifetime of its last change, and begins empty", async () => {
      const board = randomUUID();
      await cache.addScore(board, "old", 9, { ttl_ms: 50 });
      await until("the board to end", async () => (await cache.topScores(board, 1)).length === 0);
      await cache.addScore(board, "new", 1, { ttl_ms });
      assert.deepEqual(await cache.topScores(board, 5), [{ member: "new", score: 1 }]);
      await cache.delete(board);
      assert.deepEqual(await cache.topScores(board, 5), []);
    });

    test("every subscriber of a channel hears its messages in order, long ones too, and of no other channel", async () => {
      const channel = `Raum:${randomUUID()}`;
      const long = "💚".repeat(20_000);
      const heard: Record<string, string[]> = { here: [], again: [], there: [] };
      const ends = [
        await cache.subscribe(channel, (message) => heard.here!.push(message)),
        await cache.subscribe(channel, (message) => heard.again!.push(message)),
        await other.subscribe(channel, (message) => heard.there!.push(message)),
      ];
      await cache.publish(`${channel}:other`, "not this");
      for (const message of ["first", "", long]) await other.publish(channel, message);
      for (const name of ["here", "again", "there"]) {
        await until(`three messages for ${name}`, () => heard[name]!.length >= 3);
        assert.deepEqual(heard[name], ["first", "", long]);
      }
      for (const end of ends) await end();
    });

    test("a subscription that ended hears nothing more, and the others of its channel still do", async () => {
      const channel = randomUUID();
      const [ended, kept]: string[][] = [[], []];
      const end = await cache.subscribe(channel, (message) => ended!.push(message));
      const endKept = await cache.subscribe(channel, (message) => kept!.push(message));
      await end();
      await end();
      await cache.publish(channel, "one");
      await until("the message", () => kept!.length === 1);
      assert.deepEqual(ended, []);
      await endKept();
      const endAgain = await cache.subscribe(channel, (message) => kept!.push(message));
      await cache.publish(channel, "two");
      await until("the second message", () => kept!.length === 2);
      await endAgain();
    });

    test("a listener that throws does not keep the others from hearing", async () => {
      const channel = randomUUID();
      const heard: string[] = [];
      const ends = [
        await cache.subscribe(channel, () => {
          throw new Error("a listener's own fault");
        }),
        await cache.subscribe(channel, (message) => heard.push(message)),
      ];
      await cache.publish(channel, "still");
      await until("the message", () => heard.length === 1);
      for (const end of ends) await end();
    });

    test("ping answers", () => cache.ping());
  });
}
