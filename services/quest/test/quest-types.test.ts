import assert from "node:assert/strict";
import { test } from "node:test";
import { questContract } from "@oneheart/contracts";
import { impactInternal, questInternal, wholeContract } from "@oneheart/contracts/internal";
import { bootWorld, impactOf } from "./support/world.ts";

const questOps = wholeContract(questContract, questInternal).operations;
const { impactRecorded } = impactInternal.events;

test("daily: a completed quest uses up the day, and the next begins at midnight of the zone", async (t) => {
  const places = [
    { time_zone: "Asia/Bangkok", lastMinute: "2026-03-01T16:59:00Z" },
    { time_zone: "America/Los_Angeles", lastMinute: "2026-03-02T07:59:00Z" },
    // The day on which clocks go forward, 23 hours long.
    { time_zone: "America/Los_Angeles", lastMinute: "2026-03-09T06:59:00Z" },
  ];
  const world = await bootWorld(t);
  for (const { time_zone, lastMinute } of places) {
    world.app.clock.set(new Date(Date.parse(lastMinute) - 3_600_000));
    const player = await world.player();
    const mission = await world.mission({ zone_id: world.zone({ time_zone }) });
    await world.done(mission, player);
    await assert.rejects(world.start(mission, player), { code: "quest_already_done", status: 409 }, time_zone);
    world.app.clock.set(lastMinute);
    await assert.rejects(world.start(mission, player), { code: "quest_already_done" }, `${time_zone} before midnight`);
    world.app.clock.advance({ minutes: 1 });
    await world.done(mission, player);
    await assert.rejects(world.start(mission, player), { code: "quest_already_done" }, `${time_zone} next day`);
  }
});

test("daily: the same moment is one day in Bangkok and another in Los Angeles", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T12:00:00Z" });
  const player = await world.player();
  const bangkok = await world.mission({ zone_id: world.zone({ time_zone: "Asia/Bangkok" }) });
  const angeles = await world.mission({ zone_id: world.zone({ time_zone: "America/Los_Angeles" }) });
  await world.done(bangkok, player);
  await world.done(angeles, player);
  world.app.clock.set("2026-03-01T18:00:00Z");
  assert.equal((await world.start(bangkok, player)).status, "active");
  await assert.rejects(world.start(angeles, player), { code: "quest_already_done" });
});

test("daily: a quest belongs to the day it was started on", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T16:50:00Z" });
  const player = await world.player();
  const mission = await world.mission();
  const quest = await world.start(mission, player);
  world.app.clock.advance({ minutes: 20 });
  await assert.rejects(world.start(mission, player), { code: "quest_already_active" }, "yesterday's is still under way");
  await world.complete(quest, player, [world.proof(quest, player)]);
  assert.equal((await world.app.call(questOps.questFacts, { id: quest.quest_id! }, { as: "system" })).belongs_to, "2026-03-01");
  assert.equal((await world.start(mission, player)).status, "active");
});

test("daily: a day in review leaves the days after it free, and is used up itself", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-02T05:00:00Z" });
  const player = await world.player();
  const mission = await world.mission();
  const quests = [];
  for (const day of ["2026-03-02", "2026-03-03", "2026-03-04"]) {
    world.app.clock.set(`${day}T05:00:00Z`);
    quests.push(await world.submitted(mission, player));
    await assert.rejects(world.start(mission, player), { code: "quest_already_active", status: 409 }, `${day} is in review`);
    assert.deepEqual((await world.list(player, { status: "available", zone_id: mission.zone_id })).items, []);
  }
  const [monday, tuesday, wednesday] = quests as [(typeof quests)[0], (typeof quests)[0], (typeof quests)[0]];
  await world.paid(monday);
  await world.paid(wednesday);
  world.app.clock.set("2026-03-05T05:00:00Z");
  await world.paid(tuesday);
  for (const quest of quests) assert.equal((await world.quest(quest, player)).status, "completed");
  assert.equal((await world.start(mission, player)).status, "active");
});

test("daily: a quest that failed, was abandoned or ran out of time does not use up the day", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T01:00:00Z" });
  const player = await world.player();
  const mission = await world.mission();
  await world.rejected(await world.submitted(mission, player));
  const second = await world.start(mission, player);
  await world.app.call(questOps.abandonQuest, { id: second.quest_id! }, { as: player });
  assert.equal((await world.start(mission, player)).status, "active");

  const short = await world.mission({ ends_at: "2026-03-01T02:00:00Z" });
  await world.start(short, player);
  world.app.clock.set("2026-03-01T03:00:00Z");
  await world.app.call(questOps.updateMission, { id: short.id, ends_at: null }, { as: world.admin });
  assert.equal((await world.start(short, player)).status, "active");
});

test("story: a chapter opens when this player completed the one before, and is done once", async (t) => {
  const world = await bootWorld(t);
  const [player, other] = [await world.player(), await world.player()];
  const chapters = [];
  for (const chapter of [1, 2, 3]) {
    chapters.push(await world.mission({ quest_type: "story", story: { key: "river", chapter }, title: `chapter ${chapter}` }));
  }
  const [first, second, third] = chapters as [(typeof chapters)[0], (typeof chapters)[0], (typeof chapters)[0]];
  await world.mission({ quest_type: "story", story: { key: "forest", chapter: 1 } });

  await assert.rejects(world.start(second, player), { code: "chapter_locked", status: 403, context: { story: "river", chapter: 2 } });
  const quest = await world.submitted(first, player);
  await assert.rejects(world.start(second, player), { code: "chapter_locked" }, "handed in is not completed");
  await world.paid(quest);
  await assert.rejects(world.start(second, other), { code: "chapter_locked" }, "another player's chapter");
  await assert.rejects(world.start(third, player), { code: "chapter_locked" });
  await assert.rejects(world.start(first, player), { code: "quest_already_done", status: 409 });
  await world.done(second, player);
  assert.equal((await world.start(third, player)).status, "active");
});

test("story: a failed chapter can be tried again, and counts towards no shared goal", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const mission = await world.mission({ quest_type: "story", story: { key: "river", chapter: 1 } });
  await world.rejected(await world.submitted(mission, player));
  await world.done(mission, player);
  await assert.rejects(world.start(mission, player), { code: "quest_already_done" });
  assert.equal((await world.app.call(questOps.getMission, { id: mission.id }, { as: player })).community_progress, 0);
});

test("community: each completion counts towards the shared goal, and once it is reached nobody starts", async (t) => {
  const world = await bootWorld(t);
  const [player, other] = [await world.player(), await world.player()];
  const mission = await world.mission({ quest_type: "community", community_goal: 3 });
  const first = await world.start(mission, player);
  assert.deepEqual(first.community, { goal: 3, progress: 0 });
  await world.complete(first, player, [world.proof(first, player)]);
  assert.deepEqual((await world.quest(first, player)).community, { goal: 3, progress: 0 });
  await world.paid(first);
  assert.deepEqual((await world.quest(first, player)).community, { goal: 3, progress: 1 });
  await world.done(mission, player);

  const lastTwo = [await world.submitted(mission, player), await world.submitted(mission, other)];
  await world.paid(lastTwo[0]!);
  await assert.rejects(world.start(mission, player), { code: "goal_reached", status: 409 });
  await world.paid(lastTwo[1]!);
  const { community_progress } = await world.app.call(questOps.getMission, { id: mission.id }, { as: player });
  assert.equal(community_progress, 4);
});

test("community: many completions at once are all counted", async (t) => {
  const world = await bootWorld(t);
  const mission = await world.mission({ quest_type: "community", community_goal: 100 });
  const quests = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const player = await world.player();
      return world.submitted(mission, player);
    }),
  );
  await Promise.all(quests.map((quest) => world.app.emit(impactRecorded, impactOf(quest, world.app.clock.now().toISOString()))));
  await world.app.settled();
  assert.equal((await world.app.call(questOps.getMission, { id: mission.id }, { as: world.admin })).community_progress, 20);
  assert.equal(world.app.eventsOf("quest.completed").length, 20);
});

test("ascension: needs its level and every badge, and is done once", async (t) => {
  const world = await bootWorld(t);
  const mission = await world.mission({ quest_type: "ascension", min_level: 5, required_badges: ["mentor", "eco_warrior"] });
  await assert.rejects(world.start(mission, await world.player({ level: 4, badges: ["mentor", "eco_warrior"] })), {
    code: "level_too_low",
  });
  await assert.rejects(world.start(mission, await world.player({ level: 5, badges: ["mentor"] })), {
    code: "badge_missing",
    status: 403,
    context: { badges: ["eco_warrior"] },
  });
  const player = await world.player({ level: 5, badges: ["eco_warrior", "pioneer", "mentor"] });
  await world.done(mission, player);
  await assert.rejects(world.start(mission, player), { code: "quest_already_done" });
});
