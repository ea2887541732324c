import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { questService } from "../src/service.ts";
import { questStore } from "../src/store/quests.ts";
import { bootWorld, type World } from "./support/world.ts";

async function statuses(world: World): Promise<Record<string, number>> {
  const { rows } = await sql<{ status: string; count: number }>`
    SELECT status, count(*)::int AS count FROM quest_assignments GROUP BY status`.execute(world.app.db);
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

/** Copies the only quest `count` times, each of a mission of its own. */
async function multiply(world: World, count: number): Promise<void> {
  await sql`
    WITH copies AS (
      INSERT INTO missions SELECT copy.* FROM generate_series(1, ${count}::int) n, (SELECT * FROM missions LIMIT 1) m,
        LATERAL jsonb_populate_record(m::missions, jsonb_build_object('id', '0190b0a0-0000-7000-8000-' || lpad(n::text, 12, '0'))) copy
      RETURNING id
    )
    INSERT INTO quest_assignments SELECT copy.* FROM copies, (SELECT * FROM quest_assignments LIMIT 1) a,
      LATERAL jsonb_populate_record(a::quest_assignments, jsonb_build_object('id', copies.id, 'mission_id', copies.id, 'nonce', copies.id)) copy`.execute(
    world.app.db,
  );
}

test("the minute's job marks every quest whose time is up, in batches, and writes it in their histories", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T00:00:00Z" });
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  await multiply(world, 1200);
  world.app.clock.advance({ hours: 23 });
  const inTime = await world.start(await world.mission(), player);
  await world.expireNow();
  assert.deepEqual(await statuses(world), { active: 1202 });
  world.app.clock.advance({ hours: 1 });
  await world.expireNow();
  assert.deepEqual(await statuses(world), { active: 1, expired: 1201 });
  assert.equal((await world.quest(inTime, player)).status, "active");
  assert.deepEqual(await world.history(quest, player), ["started", "expired"]);
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM quest_events WHERE event = 'expired'`.execute(
    world.app.db,
  );
  assert.equal(rows[0]!.count, 1201);
});

test("the job runs every minute, and again it changes nothing", async (t) => {
  assert.deepEqual(
    questService.jobs.map((job) => [job.name, job.cron]),
    [["expire-quests", "* * * * *"]],
  );
  const world = await bootWorld(t);
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  world.app.clock.advance({ days: 2 });
  await Promise.all([world.expireNow(), world.expireNow(), world.expireNow()]);
  await world.expireNow();
  assert.deepEqual(await world.history(quest, player), ["started", "expired"]);
});

test("a quest that is being worked on is left for the next run", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const busy = await world.start(await world.mission(), player);
  await world.start(await world.mission(), player);
  world.app.clock.advance({ days: 2 });
  await world.app.db.transaction().execute(async (db) => {
    await questStore({ db }).lock(busy.quest_id!);
    await world.expireNow();
    assert.deepEqual(await statuses(world), { active: 1, expired: 1 });
  });
  await world.expireNow();
  assert.deepEqual(await statuses(world), { expired: 2 });
});

test("a quest that is handed in or given up never expires", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  await world.submitted(await world.mission(), player);
  await world.done(await world.mission(), player);
  await world.rejected(await world.submitted(await world.mission(), player));
  world.app.clock.advance({ days: 9 });
  await world.expireNow();
  assert.deepEqual(await statuses(world), { submitted: 1, completed: 1, failed: 1 });
});

test("an expired quest can be started again, also before the job saw it, and both histories tell", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const mission = await world.mission({ quest_type: "ascension" });
  const first = await world.start(mission, player);
  world.app.clock.advance({ days: 2 });
  const second = await world.start(mission, player);
  assert.deepEqual(await world.history(first, player), ["started", "expired"]);
  assert.deepEqual(await world.history(second, player), ["started"]);
  assert.equal((await world.quest(second, player)).status, "active");
});

test("evidence that was sent and not handed in is handed in when the quest's time is up, for the time that it shows", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T00:00:00Z" });
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  const without = await world.start(await world.mission(), player);
  world.app.clock.advance({ minutes: 50 });
  const proof = world.proof(quest, player);
  world.app.clock.advance({ hours: 24 });
  await world.expireNow();
  await world.expireNow();
  await world.app.settled();
  assert.equal((await world.quest(quest, player)).status, "submitted");
  assert.equal((await world.quest(without, player)).status, "expired");
  const told = world.eventsOf("quest.submitted", quest);
  assert.deepEqual(
    told.map(({ proof_ids, duration_minutes, beneficiaries_count }) => ({ proof_ids, duration_minutes, beneficiaries_count })),
    [{ proof_ids: [proof], duration_minutes: told[0]!.duration_minutes, beneficiaries_count: 0 }],
  );
  // The clock goes on while the test runs.
  const minutes = Number(told[0]!.duration_minutes);
  assert.ok(minutes >= 50 && minutes <= 53, `${minutes} minutes`);
});

test("evidence that comes in after the quest's end is handed in when the time for it is over, if nothing took the quest's place", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T00:00:00Z" });
  const player = await world.player();
  const [mission, again] = [await world.mission({ quest_type: "ascension" }), await world.mission({ quest_type: "ascension" })];
  const [quest, replaced, lateOnly] = [
    await world.start(mission, player),
    await world.start(again, player),
    await world.start(await world.mission(), player),
  ];
  world.app.clock.advance({ hours: 25 });
  await world.expireNow();
  for (const each of [quest, replaced]) world.proof(each, player, new Date("2026-03-01T03:00:00Z"));
  world.proof(lateOnly, player);
  await world.start(again, player);
  await world.expireNow();
  assert.equal((await world.quest(quest, player)).status, "expired");
  world.app.clock.advance({ hours: 24 });
  await world.expireNow();
  await world.expireNow();
  assert.equal((await world.quest(quest, player)).status, "submitted");
  for (const each of [replaced, lateOnly]) assert.equal((await world.quest(each, player)).status, "expired");
});
