import assert from "node:assert/strict";
import { test } from "node:test";
import { automaticReasons, questContract, reviewReasons } from "@oneheart/contracts";
import type { Principal } from "@oneheart/kernel";
import { momentIn } from "@oneheart/messages";
import { helpAfter } from "../src/rules/help.ts";
import { bootWorld, type World } from "./support/world.ts";

const { getQuest, setQuestPolicy } = questContract.operations;

/** The step in the quest's own answer, which the list must repeat. */
async function stepOf(world: World, quest: { quest_id: string | null }, as: Principal) {
  const { next_step, status } = await world.quest(quest, as);
  const listed = (await world.list(as, { status })).items.find((item) => item.quest_id === quest.quest_id);
  assert.deepEqual(listed?.next_step, next_step);
  assert.ok(next_step.words.length > 20, next_step.words);
  return [next_step.code, next_step.parameters];
}

test("of an available quest: start it, or what must come before", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player({ badges: ["mentor"] });
  const missions = {
    start: await world.mission(),
    reach_level: await world.mission({ min_level: 4 }),
    earn_badge: await world.mission({ quest_type: "ascension", required_badges: ["mentor", "eco_warrior"] }),
    finish_chapter: await world.mission({ quest_type: "story", story: { key: "river", chapter: 3 } }),
    choose_another: await world.mission({ zone_id: world.zone({ is_active: false }) }),
    come_tomorrow: await world.mission(),
  };
  await world.done(missions.come_tomorrow, player);
  const steps = new Map((await world.list(player, { status: "available" })).items.map((item) => [item.mission_id, item.next_step]));
  for (const [code, { id }] of Object.entries(missions)) assert.equal(steps.get(id)?.code, code);
  assert.deepEqual(steps.get(missions.reach_level.id)?.parameters, { level: 4 });
  assert.deepEqual(steps.get(missions.earn_badge.id)?.parameters, { badge: "eco_warrior" });
  assert.match(steps.get(missions.earn_badge.id)!.words, /“Eco warrior”/i);
  assert.deepEqual(steps.get(missions.finish_chapter.id)?.parameters, { chapter: 2 });
});

test("under way: capture, hand in later, hand in; then wait for the checks or a person", async (t) => {
  const world = await bootWorld(t);
  await world.app.call(setQuestPolicy, { min_minutes: 10 }, { as: world.admin });
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  const end = quest.expires_at!;
  assert.deepEqual([quest.next_step.code, quest.next_step.parameters], ["capture", { until: end }]);
  assert.deepEqual(await stepOf(world, quest, player), ["capture", { until: end }]);
  const proof = world.proof(quest, player);
  assert.deepEqual(await stepOf(world, quest, player), ["hand_in_later", { from: quest.hand_in_from }]);
  world.app.clock.advance({ minutes: 10 });
  assert.deepEqual(await stepOf(world, quest, player), ["hand_in", { until: end }]);
  assert.equal((await world.complete(quest, player, [proof])).next_step.code, "wait_for_checks");
  assert.deepEqual(await stepOf(world, quest, player), ["wait_for_checks", {}]);
  world.proofs.get(proof)!.status = "in_review";
  assert.deepEqual(await stepOf(world, quest, player), ["wait_for_person", {}]);
  const reviewer = await world.player({ role: "reviewer" });
  assert.equal((await world.quest(quest, reviewer)).next_step.code, "wait_for_checks", "a reviewer is not told what was found");
});

test("after its time: send what was captured, hand in what was sent, or start again", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  world.app.clock.set(quest.expires_at!);
  const lastMoment = (await world.quest(quest, player)).hand_in_until!;
  assert.deepEqual(await stepOf(world, quest, player), ["send_late", { until: lastMoment }]);
  world.proof(quest, player, new Date(quest.started_at!));
  assert.deepEqual(await stepOf(world, quest, player), ["hand_in_late", { until: lastMoment }]);
  world.app.clock.set(lastMoment);
  assert.deepEqual(await stepOf(world, quest, player), ["start_again", {}]);
});

test("given up: start again", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  const { next_step } = await world.app.call(questContract.operations.abandonQuest, { id: quest.quest_id! }, { as: player });
  assert.equal(next_step.code, "start_again");
  assert.deepEqual(await stepOf(world, quest, player), ["start_again", {}]);
});

test("completed: what its type goes on with", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const fields = { daily: {}, story: { story: { key: "s", chapter: 1 } }, community: { community_goal: 5 }, ascension: {} };
  for (const [quest_type, more] of Object.entries(fields)) {
    const quest = await world.done(await world.mission({ quest_type: quest_type as "daily", ...more }), player);
    assert.deepEqual(await stepOf(world, quest, player), [`done_${quest_type}`, {}]);
  }
});

test("failed: what would help, for each reason that there is", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const failed = async (reason: string) => {
    const quest = await world.submitted(await world.mission(), player);
    await world.rejected(quest, reason);
    return stepOf(world, quest, player);
  };
  assert.deepEqual(await failed("outside_zone"), ["retry_place", {}]);
  assert.deepEqual(await failed("unclear"), ["retry_clearer", {}]);
  assert.deepEqual(await failed("of a later version"), ["retry", {}]);
  for (const reason of [...Object.keys(reviewReasons), ...Object.keys(automaticReasons)]) assert.match(helpAfter(reason), /^retry/);
  assert.equal(helpAfter("toString"), "retry");
});

test("words are in the language that the request asks for, and moments on the zone's clock", async (t) => {
  const world = await bootWorld(t);
  const player = await world.player();
  const quest = await world.start(await world.mission({ zone_id: world.zone({ time_zone: "Asia/Bangkok" }) }), player);
  const end = quest.expires_at!;
  const wordsIn = async (acceptLanguage: string) => {
    const { output } = await world.app.kernel.dispatch({
      operation: getQuest,
      input: { id: quest.quest_id! },
      principal: player,
      requestId: "r",
      source: { ip: "", userAgent: "", acceptLanguage },
      internal: false,
      signal: new AbortController().signal,
    });
    return (output as typeof quest).next_step.words;
  };
  assert.ok((await wordsIn("th-TH,th;q=0.9")).includes(momentIn(end, "th", "Asia/Bangkok")));
  assert.match(await wordsIn("th"), /^ถ่ายภาพ /);
  assert.match(await wordsIn("sw"), /^Take your photographs /);
  assert.ok((await wordsIn("en")).includes(momentIn(end, "en", "Asia/Bangkok")));
});
