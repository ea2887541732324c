import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { TestApp } from "@oneheart/testing";
import { award, bootPlayer, createPlayer, operations, record } from "./support/app.ts";

let app: TestApp;
let ids: string[];
const today = "leaderboard:daily:2026-02-04";
const thisWeek = "leaderboard:weekly:2026-W06";

before(async () => {
  app = await bootPlayer(undefined, { clock: "2026-02-04T12:00:00Z" });
  ids = [];
  for (let i = 0; i < 5; i += 1) ids.push((await createPlayer(app)).id);
});
after(() => app?.stop());

/** Awards on Wednesday, the day of the test; on Monday before, of the same week; and on Sunday, of the week before. */
const wednesday = (player: number, xp: number) => award(ids[player]!, { xp, recorded_at: "2026-02-04T09:00:00.000Z" });
const monday = (player: number, xp: number) => award(ids[player]!, { xp, recorded_at: "2026-02-02T09:00:00.000Z" });
const sunday = (player: number, xp: number) => award(ids[player]!, { xp, recorded_at: "2026-02-01T09:00:00.000Z" });

const board = async (period: "daily" | "weekly", limit?: number) =>
  (await app.call(operations.leaderboard, { period, limit }, { as: app.player() })).items.map(({ player_id, xp }) => [
    ids.indexOf(player_id),
    xp,
  ]);
const cached = async (name: string) =>
  (await app.backing.cache.topScores(name, 10)).filter(({ score }) => score > 0).map(({ member, score }) => [ids.indexOf(member), score]);
/** Lets the next reader fill the boards again. */
const allowFilling = () => app.backing.cache.delete(`leaderboard_fill:${today}`, `leaderboard_fill:${thisWeek}`);

test("a board without XP is empty", async () => {
  assert.deepEqual(await board("daily"), []);
});

test("days and weeks are counted apart, the most XP first, equals by id", async () => {
  await record(app, wednesday(0, 10), wednesday(1, 30), monday(0, 100), sunday(2, 999), wednesday(3, 10), wednesday(4, 0));
  assert.deepEqual(await board("daily"), [
    [1, 30],
    [0, 10],
    [3, 10],
  ]);
  assert.deepEqual(await board("weekly"), [
    [0, 110],
    [1, 30],
    [3, 10],
  ]);
  assert.deepEqual(await board("weekly", 1), [[0, 110]]);
});

test("an entry names player, DID and rank, and equal scores share one", async () => {
  const { items } = await app.call(operations.leaderboard, { period: "daily" }, { as: app.player() });
  assert.ok(operations.leaderboard.output.safeParse({ items }).success);
  assert.deepEqual(
    items.map(({ rank }) => rank),
    [1, 2, 2],
  );
  const leader = await app.call(operations.getPlayer, { id: items[0]!.player_id }, { as: app.player() });
  assert.equal(items[0]!.username, leader.username);
  assert.equal(items[0]!.user_did, leader.user_did);
  await assert.rejects(app.call(operations.leaderboard, {}), { code: "unauthenticated" });
});

test("new XP is on the boards in the cache", async () => {
  await record(app, wednesday(2, 50));
  assert.deepEqual((await cached(today))[0], [2, 50]);
  assert.deepEqual(await board("daily", 2), [
    [2, 50],
    [1, 30],
  ]);
});

test("a board that the cache lost is filled again from SQL, also after a new award made a part of it", async () => {
  await app.backing.cache.delete(today, thisWeek);
  await allowFilling();
  await record(app, wednesday(3, 5));
  assert.deepEqual(await cached(today), [[3, 15]]);
  const expected = [
    [2, 50],
    [1, 30],
    [3, 15],
    [0, 10],
  ];
  assert.deepEqual(await board("daily"), expected);
  assert.deepEqual(await cached(today), expected);
});

test("readers who fill a lost board at once fill it rightly", async () => {
  await app.backing.cache.delete(today);
  await allowFilling();
  const answers = await Promise.all(Array.from({ length: 20 }, () => board("daily")));
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.deepEqual(await cached(today), answers[0]);
});

test("a score that is wrong in the cache is never shown, and is put right", async () => {
  await app.backing.cache.addScore(today, ids[0]!, 1_000, { ttl_ms: 60_000 });
  await allowFilling();
  const expected = [
    [2, 50],
    [1, 30],
    [3, 15],
    [0, 10],
  ];
  assert.deepEqual(await board("daily"), expected);
  assert.deepEqual(await cached(today), expected);
});

test("a stranger on the board is neither shown nor kept", async () => {
  const nobody = crypto.randomUUID();
  await app.backing.cache.addScore(today, nobody, 5_000, { ttl_ms: 60_000 });
  await allowFilling();
  assert.equal((await board("daily"))[0]![0], 2);
  const scores = new Map((await app.backing.cache.topScores(today, 10)).map(({ member, score }) => [member, score]));
  assert.equal(scores.get(nobody), 0);
});

test("the leaderboard answers from SQL while the cache is away", async () => {
  const { cache } = app.backing;
  const works = { ...cache };
  const away = () => Promise.reject(new Error("the cache is away"));
  Object.assign(cache, { addScore: away, topScores: away, increment: away });
  try {
    assert.deepEqual((await board("daily"))[0], [2, 50]);
  } finally {
    Object.assign(cache, works);
  }
});

test("the next day begins with an empty board, the week goes on", async () => {
  app.clock.set("2026-02-05T00:00:01Z");
  assert.deepEqual(await board("daily"), []);
  assert.deepEqual((await board("weekly"))[0], [0, 110]);
  app.clock.set("2026-02-09T00:00:01Z");
  assert.deepEqual(await board("weekly"), []);
});
