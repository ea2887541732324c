import assert from "node:assert/strict";
import { after, test } from "node:test";
import { questContract } from "@oneheart/contracts";
import { questInternal } from "@oneheart/contracts/internal";
import { sql } from "kysely";
import { bootWorld, hostileText, nobody } from "./support/world.ts";

const { startQuest, updateMission, getQuest } = questContract.operations;
const { questFacts } = questInternal.operations;

const world = await bootWorld({ after });

test("a start answers the quest with its mission's terms and a challenge of 128 random bits that ends with it", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T03:00:00Z" });
  const player = await world.player();
  const mission = await world.mission({ title: hostileText, description: hostileText, base_xp: 70, base_tokens: 7 });
  const quest = await world.start(mission, player);
  assert.deepEqual(startQuest.output.parse(quest), quest);
  assert.equal(quest.status, "active");
  assert.equal(quest.player_did, player.did);
  assert.deepEqual([quest.title, quest.description, quest.reward_xp, quest.reward_tokens], [hostileText, hostileText, 70, 7]);
  assert.equal(Buffer.from(quest.challenge.nonce, "base64url").length, 16);
  assert.equal(quest.challenge.expires_at, quest.expires_at);
  assert.equal(Date.parse(quest.expires_at!) - Date.parse(quest.started_at!), 24 * 3_600_000);

  assert.equal(quest.challenge.server_time, quest.started_at, "for clients that measure their clock");
  const seen = await world.quest(quest, player);
  assert.ok(seen.challenge!.server_time >= quest.challenge.server_time);
  assert.deepEqual({ ...seen, challenge: { ...seen.challenge, server_time: quest.challenge.server_time } }, quest);
  await world.app.settled();
  const { quest_id, mission_id, zone_id } = quest;
  assert.deepEqual(world.eventsOf("quest.started", quest), [{ quest_id, mission_id, zone_id, player_id: player.playerId }]);
});

test("two starts never share a nonce", async () => {
  const mission = await world.mission();
  const first = await world.start(mission, await world.player());
  const second = await world.start(mission, await world.player());
  assert.notEqual(first.challenge.nonce, second.challenge.nonce);
});

test("a quest lasts four times the expected time when that is over a day, and never longer than its mission", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T00:00:00Z" });
  const player = await world.player();
  const long = await world.start(await world.mission({ expected_minutes: 1440 }), player);
  assert.equal(Date.parse(long.expires_at!) - Date.parse(long.started_at!), 4 * 1440 * 60_000);
  const cut = await world.start(await world.mission({ expected_minutes: 1440, ends_at: "2026-03-01T05:00:00Z" }), player);
  assert.equal(cut.expires_at, "2026-03-01T05:00:00.000Z");
});

test("a quest under way keeps the terms it was started with", async () => {
  const player = await world.player();
  const mission = await world.mission({ title: "before" });
  const quest = await world.start(mission, player);
  await world.app.call(updateMission, { id: mission.id, title: "after", description: "after", is_active: false }, { as: world.admin });
  assert.equal((await world.quest(quest, player)).title, "before");
  assert.equal((await world.complete(quest, player, [world.proof(quest, player)])).status, "submitted");
});

test("a quest under way keeps its zone's place, radius, factor and time zone", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T16:50:00Z" });
  const player = await world.player();
  const zone_id = world.zone({ time_zone: "Asia/Bangkok" });
  const quest = await world.start(await world.mission({ zone_id }), player);
  const facts = () => world.app.call(questFacts, { id: quest.quest_id! }, { as: "system" });
  const { zone, belongs_to } = await facts();
  assert.deepEqual(zone, { lat: 13.73, lng: 100.52, radius_km: 2, impact_factor_bps: 10_000, time_zone: "Asia/Bangkok" });
  assert.equal(belongs_to, "2026-03-01");
  Object.assign(world.zones.get(zone_id)!, {
    location_lat: 0,
    location_lng: 0,
    radius_km: 0.1,
    impact_factor_bps: 5_000,
    time_zone: "UTC",
  });
  world.app.clock.advance({ minutes: 20 });
  assert.deepEqual(await facts(), { ...(await facts()), zone, belongs_to });
});

test("mission_not_found: no such mission", async () => {
  await assert.rejects(world.start({ id: nobody }, await world.player()), { code: "mission_not_found", status: 404 });
});

test("mission_closed: switched off, not begun, over, or in a zone that is switched off", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T00:00:00Z" });
  const player = await world.player();
  const off = await world.mission();
  await world.app.call(updateMission, { id: off.id, is_active: false }, { as: world.admin });
  const early = await world.mission({ starts_at: "2026-03-01T01:00:00Z" });
  const short = await world.mission({ ends_at: "2026-03-01T02:00:00Z" });
  const asleep = await world.mission({ zone_id: world.zone({ is_active: false }) });
  for (const mission of [off, early, asleep]) await assert.rejects(world.start(mission, player), { code: "mission_closed", status: 409 });
  world.app.clock.advance({ hours: 2 });
  await assert.rejects(world.start(short, player), { code: "mission_closed" });
  assert.equal((await world.start(early, player)).status, "active");
});

test("level_too_low: below the mission's level, with both levels named", async () => {
  const mission = await world.mission({ min_level: 3 });
  await assert.rejects(world.start(mission, await world.player({ level: 2 })), {
    code: "level_too_low",
    status: 403,
    context: { level: 2, min_level: 3 },
  });
  assert.equal((await world.start(mission, await world.player({ level: 3 }))).status, "active");
});

test("quest_already_active: while one of the same mission is active or submitted", async () => {
  const player = await world.player();
  const mission = await world.mission({ quest_type: "community", community_goal: 9 });
  const quest = await world.start(mission, player);
  await assert.rejects(world.start(mission, player), { code: "quest_already_active", status: 409 });
  await world.complete(quest, player, [world.proof(quest, player)]);
  await assert.rejects(world.start(mission, player), { code: "quest_already_active" });
});

test("only players start quests", async () => {
  const mission = await world.mission();
  for (const role of ["admin", "reviewer", "sponsor", "government"] as const) {
    await assert.rejects(world.start(mission, await world.player({ role })), { code: "forbidden" });
  }
  await assert.rejects(world.app.call(startQuest, { id: mission.id }), { code: "unauthenticated" });
});

test("of fifty starts at once, one player gets one quest", async () => {
  const player = await world.player();
  for (const over of [{}, { quest_type: "community" as const, community_goal: 100 }, { quest_type: "ascension" as const }]) {
    const mission = await world.mission(over);
    const tried = await Promise.allSettled(Array.from({ length: 50 }, () => world.start(mission, player)));
    assert.equal(tried.filter((each) => each.status === "fulfilled").length, 1);
    for (const each of tried) if (each.status === "rejected") assert.equal(each.reason.code, "quest_already_active");
    const { rows } = await sql<{ quests: number; events: number }>`
      SELECT count(DISTINCT a.id)::int AS quests, count(e.id)::int AS events
      FROM quest_assignments a LEFT JOIN quest_events e ON e.quest_id = a.id WHERE a.mission_id = ${mission.id}`.execute(world.app.db);
    assert.deepEqual(rows[0], { quests: 1, events: 1 });
  }
});

test("fifty players start the same mission at once, each with a quest of their own", async () => {
  const mission = await world.mission();
  const players = await Promise.all(Array.from({ length: 50 }, () => world.player()));
  const quests = await Promise.all(players.map((player) => world.start(mission, player)));
  assert.equal(new Set(quests.map((quest) => quest.quest_id)).size, 50);
});

test("the same idempotency key answers the same quest; another mission under it is refused", async () => {
  const player = await world.player();
  const mission = await world.mission();
  const first = await world.start(mission, player, "key-1");
  assert.deepEqual(await world.start(mission, player, "key-1"), first);
  await assert.rejects(world.start(await world.mission(), player, "key-1"), { code: "idempotency_key_reused" });
});

test("starts with one idempotency key at once are one start", async () => {
  const player = await world.player();
  const mission = await world.mission();
  const tried = await Promise.allSettled(Array.from({ length: 20 }, () => world.start(mission, player, "key-2")));
  const answers = tried.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  assert.ok(answers.length >= 1);
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  for (const each of tried) {
    if (each.status === "rejected")
      assert.ok(["idempotency_in_flight", "quest_already_active"].includes(each.reason.code), each.reason.code);
  }
});

test("a quest's challenge is its player's secret, and ends with the quest", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  assert.equal((await world.quest(quest, player)).challenge?.nonce, quest.challenge.nonce);
  for (const role of ["reviewer", "admin"] as const) {
    const seen = await world.app.call(getQuest, { id: quest.quest_id! }, { as: await world.player({ role }) });
    assert.equal(seen.challenge, null);
    assert.ok(!JSON.stringify(seen).includes(quest.challenge.nonce));
  }
  world.app.clock.advance({ hours: 24 });
  assert.equal((await world.quest(quest, player)).challenge, null);
});

test("quest_not_found: another player's quest, or none", async () => {
  const quest = await world.start(await world.mission(), await world.player());
  for (const role of ["player", "sponsor", "government"] as const) {
    const stranger = await world.player({ role });
    await assert.rejects(world.quest(quest, stranger), { code: "quest_not_found", status: 404 });
    await assert.rejects(world.history(quest, stranger), { code: "quest_not_found", status: 404 });
  }
  await assert.rejects(world.quest({ quest_id: nobody }, world.admin), { code: "quest_not_found" });
  await assert.rejects(world.history({ quest_id: nobody }, world.admin), { code: "quest_not_found" });
  assert.deepEqual(await world.history(quest, world.admin), ["started"]);
});

test("the database itself refuses a second open quest of a mission and a second quest of a day", async () => {
  const player = await world.player();
  const mission = await world.mission();
  const quest = await world.start(mission, player);
  const again = (status: string, day: string | null = null) => sql`
    INSERT INTO quest_assignments SELECT copy.* FROM quest_assignments a, LATERAL jsonb_populate_record(a::quest_assignments,
      jsonb_build_object('id', gen_random_uuid(), 'nonce', gen_random_uuid(), 'status', ${status}::text, 'local_day', coalesce(${day}::date, a.local_day))) copy
    WHERE a.id = ${quest.quest_id}`;
  await assert.rejects(again("active", "2020-01-01").execute(world.app.db), {
    code: "23505",
    constraint: "quest_open_once",
  });
  await again("abandoned").execute(world.app.db);
  await world.complete(quest, player, [world.proof(quest, player)]);
  await world.paid(quest);
  await assert.rejects(again("completed").execute(world.app.db), { code: "23505", constraint: "quest_once_a_day" });
});

test("ids in capitals are the same ids: what is stored and told has them as the database writes them", async () => {
  const player = await world.player();
  const zone_id = world.zone();
  const mission = await world.mission({ zone_id: zone_id.toUpperCase() });
  assert.equal(mission.zone_id, zone_id);
  const quest = await world.start({ id: mission.id.toUpperCase() }, player);
  const handedIn = await world.complete({ quest_id: quest.quest_id!.toUpperCase() }, player, [world.proof(quest, player)]);
  assert.deepEqual([handedIn.quest_id, handedIn.mission_id], [quest.quest_id, mission.id]);
  await world.app.settled();
  for (const type of ["quest.started", "quest.submitted"]) assert.equal(world.eventsOf(type, quest)[0]?.mission_id, mission.id, type);
});
