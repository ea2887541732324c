import assert from "node:assert/strict";
import { after, test } from "node:test";
import { impactInternal, playerInternal, questInternal, verificationInternal } from "@oneheart/contracts/internal";
import { sql } from "kysely";
import { bootWorld, impactOf, nobody, report } from "./support/world.ts";

const { nonceIssued, questFacts, questCounts } = questInternal.operations;

const world = await bootWorld({ after });

test("a paid quest is completed and shows what it paid", async () => {
  const player = await world.player();
  const submitted = await world.submitted(await world.mission({ title: "ปลูกต้นไม้ 🌳" }), player);
  const impact = impactOf(submitted, "2026-03-01T10:00:00.000Z", { xp: 88, tokens: 9 });
  await world.app.emit(impactInternal.events.impactRecorded, impact);
  await world.app.settled();
  const quest = await world.quest(submitted, player);
  assert.deepEqual(
    [quest.status, quest.completed_at, quest.reward_xp, quest.reward_tokens, quest.challenge],
    ["completed", impact.recorded_at, 88, 9, null],
  );
  assert.deepEqual(await world.history(submitted, player), ["started", "submitted", "completed"]);
  const { quest_id, mission_id, zone_id, title } = quest;
  assert.deepEqual(world.eventsOf("quest.completed", quest), [{ quest_id, mission_id, zone_id, player_id: player.playerId, title }]);
});

test("a quest whose evidence is rejected has failed, with the reason", async () => {
  const player = await world.player();
  const submitted = await world.submitted(await world.mission(), player);
  await world.rejected(submitted, "duplicate_media");
  const quest = await world.quest(submitted, player);
  assert.deepEqual([quest.status, quest.failure_reason, quest.completed_at], ["failed", "duplicate_media", null]);
  assert.deepEqual(await world.history(submitted, player), ["started", "submitted", "failed"]);
  const { quest_id, mission_id, zone_id, title } = quest;
  assert.deepEqual(world.eventsOf("quest.failed", quest), [
    { quest_id, mission_id, zone_id, player_id: player.playerId, title, reason: "duplicate_media" },
  ]);
});

test("what an erased player handed in has failed, what was under way is given up, and what was paid just before is completed", async () => {
  const player = await world.player();
  const [waiting, paid] = [await world.submitted(await world.mission(), player), await world.submitted(await world.mission(), player)];
  const underWay = await world.start(await world.mission(), player);
  const player_id = player.playerId;
  for (let times = 0; times < 2; times += 1)
    await world.app.emit(playerInternal.events.playerErased, { player_id, erased_name: "erased-0" });
  await world.app.settled();
  const seen = await world.quest(waiting, player);
  assert.deepEqual([seen.status, seen.failure_reason], ["failed", "player_erased"]);
  assert.deepEqual(await world.history(waiting, player), ["started", "submitted", "failed"]);
  assert.equal((await world.quest(underWay, player)).status, "abandoned");
  // The reviewer's words and the award were under way.
  await world.rejected(waiting, "late");
  assert.equal((await world.quest(waiting, player)).failure_reason, "player_erased");
  await world.paid(paid, { player_id });
  assert.equal((await world.quest(paid, player)).status, "completed");
});

test("told twice, an outcome happens once", async () => {
  const player = await world.player();
  const mission = await world.mission({ quest_type: "community", community_goal: 9 });
  const won = await world.submitted(mission, player);
  await world.paid(won, { xp: 70 });
  await world.paid(won, { xp: 99 });
  assert.equal((await world.quest(won, player)).reward_xp, 70);
  const lost = await world.submitted(mission, player);
  await world.rejected(lost, "first");
  await world.rejected(lost, "second");
  assert.equal((await world.quest(lost, player)).failure_reason, "first");
  assert.deepEqual((await world.quest(lost, player)).community, { goal: 9, progress: 1 });
  assert.equal(world.eventsOf("quest.completed", won).length, 1);
  assert.equal(world.eventsOf("quest.failed", lost).length, 1);
});

test("after an appeal a failed quest is completed, and a rejection that comes late changes nothing", async () => {
  const player = await world.player();
  const quest = await world.submitted(await world.mission(), player);
  await world.rejected(quest);
  await world.paid(quest);
  const after = await world.quest(quest, player);
  assert.deepEqual([after.status, after.failure_reason], ["completed", null]);
  await world.rejected(quest, "late");
  assert.equal((await world.quest(quest, player)).status, "completed");
  assert.deepEqual(await world.history(quest, player), ["started", "submitted", "failed", "completed"]);
});

test("a daily quest that wins its appeal is completed even when another took its day", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T01:00:00Z" });
  const player = await world.player();
  const mission = await world.mission();
  const first = await world.submitted(mission, player);
  await world.rejected(first);
  const second = await world.submitted(mission, player);
  await world.paid(first);
  await world.paid(second);
  for (const quest of [first, second]) assert.equal((await world.quest(quest, player)).status, "completed");
  await assert.rejects(world.start(mission, player), { code: "quest_already_done" });
});

test("a payment or a judgement of a quest that was never handed in, or does not exist, is kept for a person to look at", async () => {
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  const unknown = { quest_id: nobody, mission_id: quest.mission_id, zone_id: quest.zone_id };
  for (const target of [quest, unknown]) {
    const impact = impactOf(target, "2026-03-01T10:00:00.000Z");
    await world.app.emit(impactInternal.events.impactRecorded, impact);
    const { action_id, quest_id, mission_id, zone_id, player_id } = impact;
    const action = {
      action_id,
      quest_id,
      mission_id,
      zone_id,
      player_id,
      proof_ids: [],
      authenticity_score: 0,
      ...report,
      reason_code: "x",
    };
    await world.app.emit(verificationInternal.events.actionRejected, action);
  }
  await world.app.settled();
  assert.equal((await world.quest(quest, player)).status, "active");
  const { rows } = await sql<{ dead: number }>`
    SELECT count(*)::int AS dead FROM graphile_worker._private_jobs WHERE attempts >= max_attempts`.execute(world.app.db);
  assert.equal(rows[0]!.dead, 4);
});

test("the history of a quest is only ever added to", async () => {
  await world.start(await world.mission(), await world.player());
  for (const statement of [sql`UPDATE quest_events SET event = 'failed'`, sql`DELETE FROM quest_events`, sql`TRUNCATE quest_events`]) {
    await assert.rejects(statement.execute(world.app.db), { code: "42501" });
  }
});

test("other services learn a quest's terms, its nonce and its status at that moment", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T03:00:00Z" });
  const player = await world.player();
  const mission = await world.mission({ quest_type: "community", community_goal: 4, expected_minutes: 90 });
  const quest = await world.start(mission, player);
  const facts = await world.app.call(questFacts, { id: quest.quest_id! }, { as: "system" });
  assert.deepEqual(questFacts.output.parse(facts), facts);
  const issued = (nonce: string) => world.app.call(nonceIssued, { nonce }, { as: "system" });
  assert.deepEqual([await issued(facts.nonce), await issued(`${facts.nonce}x`)], [{ issued: true }, { issued: false }]);
  assert.deepEqual(facts, {
    quest_id: quest.quest_id,
    mission_id: mission.id,
    zone_id: mission.zone_id,
    player_id: player.playerId,
    status: "active",
    mission_type: "cleanup",
    quest_type: "community",
    base_xp: 50,
    base_tokens: 5,
    difficulty_level: 3,
    expected_minutes: 90,
    community_goal: 4,
    community_progress: 0,
    witnesses_required: 0,
    zone: { lat: 13.73, lng: 100.52, radius_km: 2, impact_factor_bps: 10_000, time_zone: "Asia/Bangkok" },
    belongs_to: "2026-03-01",
    title: "Clean the canal",
    description: "",
    started_at: quest.started_at,
    submitted_at: null,
    expires_at: quest.expires_at,
    hand_in_until: quest.hand_in_until,
    nonce: quest.challenge.nonce,
  });
  world.app.clock.advance({ days: 5 });
  assert.equal((await world.app.call(questFacts, { id: quest.quest_id! }, { as: "system" })).status, "expired");
  await assert.rejects(world.app.call(questFacts, { id: nobody }, { as: "system" }), { code: "quest_not_found", status: 404 });
  await assert.rejects(world.app.call(questFacts, { id: quest.quest_id! }, { as: player }), { code: "forbidden" });
});

test("counts are of quests that the player is doing and of those that were paid", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const counts = async () => {
    const { items } = await world.app.call(questCounts, { player_ids: [player.playerId] }, { as: "system" });
    return items.map(({ active_quests, completed_missions }) => ({ active_quests, completed_missions }));
  };
  assert.deepEqual(await counts(), [{ active_quests: 0, completed_missions: 0 }]);
  await world.done(await world.mission(), player);
  await world.done(await world.mission(), player);
  await world.rejected(await world.submitted(await world.mission(), player));
  await world.submitted(await world.mission(), player);
  await world.start(await world.mission(), player);
  await world.start(await world.mission(), await world.player());
  assert.deepEqual(await counts(), [{ active_quests: 1, completed_missions: 2 }]);
  world.app.clock.advance({ days: 5 });
  assert.deepEqual(await counts(), [{ active_quests: 0, completed_missions: 2 }]);
});
