import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { impactInternal } from "@oneheart/contracts/internal";
import { newId } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import fc from "fast-check";
import { sql } from "kysely";
import { addDays } from "../src/rules/days.ts";
import { award, bootPlayer, createPlayer, operations, record } from "./support/app.ts";

let app: TestApp;
before(async () => {
  app = await bootPlayer(undefined, { clock: "2026-02-02T12:00:00Z" });
});
after(() => app?.stop());

const factsOf = async (id: string) => (await app.call(operations.findPlayers, { ids: [id] }, { as: "system" })).items[0]!;
const dailyXp = async (id: string) =>
  (
    await sql<{ day: string; xp: bigint }>`SELECT day::text, xp FROM player_daily_xp WHERE player_id = ${id} ORDER BY day`.execute(app.db)
  ).rows.map(({ day, xp }) => [day, Number(xp)]);

test("badges of an award are the player's, with what is known of them", async () => {
  const player = await createPlayer(app);
  await record(app, award(player.id, { badges: ["first_step", "beach_hero"] }));
  assert.deepEqual((await factsOf(player.id)).badges.sort(), ["beach_hero", "first_step"]);

  const { badges } = await app.call(operations.getInventory, { id: "me" }, { as: app.player(player.id) });
  const named = new Map(badges.map((badge) => [badge.badge_type, badge]));
  assert.equal(named.get("first_step")!.name, "First Step");
  assert.notEqual(named.get("first_step")!.description, "");
  assert.equal(named.get("beach_hero")!.name, "Beach hero");
  assert.equal(named.get("beach_hero")!.earned_at, "2026-02-02T10:00:00.000Z");
});

test("a badge is held once, since the first time it was earned", async () => {
  const player = await createPlayer(app);
  await record(
    app,
    award(player.id, { badges: ["mentor", "mentor"], recorded_at: "2026-02-02T10:00:00.000Z" }),
    award(player.id, { badges: ["mentor"], recorded_at: "2026-02-01T10:00:00.000Z" }),
  );
  const { badges } = await app.call(operations.getInventory, { id: player.id }, { as: app.user("admin") });
  assert.deepEqual(
    badges.map(({ badge_type, earned_at }) => [badge_type, earned_at]),
    [["mentor", "2026-02-01T10:00:00.000Z"]],
  );
});

test("a new badge that many earn at once is defined once", async () => {
  const players = await Promise.all(Array.from({ length: 12 }, () => createPlayer(app)));
  await record(app, ...players.map(({ id }, i) => award(id, { badges: i % 2 ? ["new_a", "new_b"] : ["new_b", "new_a"] })));
  for (const { id } of players) assert.deepEqual((await factsOf(id)).badges, ["new_a", "new_b"]);
  const { rows } = await sql`SELECT FROM badges WHERE badge_type IN ('new_a', 'new_b')`.execute(app.db);
  assert.equal(rows.length, 2);
});

test("every badge that the rules give by default has a definition", async () => {
  const { rows } = await sql<{
    badge_type: string;
    name: string;
    description: string;
  }>`SELECT badge_type, name, description FROM badges`.execute(app.db);
  const defined = new Map(rows.map((row) => [row.badge_type, row]));
  for (const type of ["first_step", "eco_warrior", "mentor", "streak_7", "streak_30", "level_5", "level_10", "helper_100"])
    assert.ok(defined.get(type)!.name !== "" && defined.get(type)!.description !== "", type);
});

for (const [days, streak] of [
  [["2026-02-01"], 1],
  [["2026-02-01", "2026-02-01"], 1],
  [["2026-01-31", "2026-02-01", "2026-02-02"], 3],
  [["2026-01-30", "2026-02-01"], 1],
  [["2026-02-02", "2026-01-20"], 1],
  [["2026-01-31", "2026-02-02", "2026-02-01"], 3],
] as const)
  test(`actions known in the order ${days.join(", ")} make a streak of ${streak}`, async () => {
    const player = await createPlayer(app);
    for (const action_day of days) await record(app, award(player.id, { action_day }));
    const facts = await factsOf(player.id);
    assert.equal(facts.streak_days, streak);
    assert.equal(facts.last_action_day, [...days].sort().at(-1));
  });

test("a streak does not depend on the order in which days become known", async () => {
  const first = "2026-01-01";
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(12), { minLength: 1, maxLength: 8 }), async (offsets) => {
      const player = await createPlayer(app);
      await record(app, ...offsets.map((days) => award(player.id, { action_day: addDays(first, days) })));
      const last = Math.max(...offsets);
      let streak = 1;
      while (offsets.includes(last - streak)) streak += 1;
      const facts = await factsOf(player.id);
      assert.deepEqual([facts.streak_days, facts.last_action_day], [streak, addDays(first, last)]);
    }),
    { numRuns: 15 },
  );
});

test("a streak that was broken is shown as none", async () => {
  const player = await createPlayer(app);
  await record(app, award(player.id, { action_day: "2026-02-01" }), award(player.id, { action_day: "2026-02-02" }));
  const shown = async () => (await app.call(operations.getPlayer, { id: player.id }, { as: app.player() })).profile.streak_days;
  assert.equal(await shown(), 2);
  app.clock.set("2026-02-09T12:00:00Z");
  assert.equal(await shown(), 0);
  app.clock.set("2026-02-02T12:00:00Z");
});

test("XP counts for the UTC day on which it was recorded", async () => {
  const player = await createPlayer(app);
  await record(
    app,
    award(player.id, { xp: 10, recorded_at: "2026-02-01T23:59:59.999Z", action_day: "2026-01-15" }),
    award(player.id, { xp: 20, recorded_at: "2026-02-02T00:00:00.000Z" }),
    award(player.id, { xp: 5, recorded_at: "2026-02-02T06:30:00.000+07:00" }),
  );
  assert.deepEqual(await dailyXp(player.id), [
    ["2026-02-01", 15],
    ["2026-02-02", 20],
  ]);
});

test("an award that is delivered again counts once", async () => {
  const player = await createPlayer(app);
  const emit = () => app.emit(impactInternal.events.impactRecorded, award(player.id, { xp: 30, badges: ["first_step"] }));
  const { cache } = app.backing;
  const { addScore } = cache;
  let refusals = 0;
  cache.addScore = async (...args) => {
    if (refusals < 3) {
      refusals += 1;
      throw new Error("the cache is away");
    }
    return addScore(...args);
  };
  try {
    await emit();
    await app.settled();
  } finally {
    cache.addScore = addScore;
  }
  assert.equal(refusals, 3);
  assert.deepEqual(await dailyXp(player.id), [["2026-02-02", 30]]);
  assert.deepEqual((await factsOf(player.id)).badges, ["first_step"]);
});

test("forty awards of one player at once all count", async () => {
  const player = await createPlayer(app);
  await record(app, ...Array.from({ length: 40 }, (_, i) => award(player.id, { xp: i, action_day: addDays("2026-01-01", i % 4) })));
  assert.deepEqual(await dailyXp(player.id), [["2026-02-02", 780]]);
  assert.equal((await factsOf(player.id)).streak_days, 4);
});

test("an award that comes before its player is counted once there is one", async () => {
  const id = newId();
  await app.emit(impactInternal.events.impactRecorded, award(id, { xp: 7 }));
  await createPlayer(app, { id });
  await app.settled();
  assert.deepEqual(await dailyXp(id), [["2026-02-02", 7]]);
});
