import assert from "node:assert/strict";
import { after, test } from "node:test";
import { impactInternal } from "@oneheart/contracts/internal";
import { sql } from "kysely";
import { bootWorld, impactOf } from "./support/world.ts";

const world = await bootWorld({ after });

type Quest = Parameters<typeof impactOf>[0];

function correction(quest: Quest) {
  const { level_before, level_after, streak_days, action_day, ...about } = impactOf(quest, "2026-03-02T10:00:00.000Z");
  return { ...about, reason_code: "staged", tokens_owed: 0 };
}
const takeBack = (quest: Quest) => world.app.emit(impactInternal.events.impactReversed, correction(quest));
const giveAgain = (quest: Quest) => world.app.emit(impactInternal.events.impactReinstated, correction(quest));
const failedJobs = async (quest: Quest) =>
  (await sql`SELECT FROM graphile_worker._private_jobs WHERE last_error LIKE ${`%${quest.quest_id}%`}`.execute(world.app.db)).rows.length;

test("a quest whose reward is taken back has failed, with the reason, and its community goal is further away again", async () => {
  const player = await world.player();
  const quest = await world.done(await world.mission({ quest_type: "community", community_goal: 9 }), player);
  await takeBack(quest);
  await world.app.settled();
  const after = await world.quest(quest, player);
  assert.deepEqual([after.status, after.failure_reason, after.completed_at], ["failed", "staged", null]);
  assert.deepEqual(after.community, { goal: 9, progress: 0 });
  assert.deepEqual([after.reward_xp, after.reward_tokens], [50, 5], "what the mission pays, as nothing was paid");
  assert.deepEqual(await world.history(quest, player), ["started", "submitted", "completed", "failed"]);
  assert.deepEqual(
    world.eventsOf("quest.failed", quest).map(({ reason, reversed }) => [reason, reversed]),
    [["staged", true]],
  );
});

test("a quest whose reward is given again is completed again", async () => {
  const player = await world.player();
  const quest = await world.done(await world.mission({ quest_type: "community", community_goal: 9 }), player);
  await takeBack(quest);
  await world.app.settled();
  await giveAgain(quest);
  await world.app.settled();
  const after = await world.quest(quest, player);
  assert.deepEqual([after.status, after.failure_reason, after.reward_xp], ["completed", null, 60]);
  assert.deepEqual(after.community, { goal: 9, progress: 1 });
  assert.deepEqual(await world.history(quest, player), ["started", "submitted", "completed", "failed", "completed"]);
});

test("words that come in the wrong order wait for each other", async () => {
  const player = await world.player();
  const quest = await world.submitted(await world.mission(), player);
  await giveAgain(quest);
  await takeBack(quest);
  while ((await failedJobs(quest)) < 2) await new Promise(setImmediate);
  await world.paid(quest);
  await world.app.settled();
  assert.equal((await world.quest(quest, player)).status, "completed");
  assert.deepEqual(await world.history(quest, player), ["started", "submitted", "completed", "failed", "completed"]);
});
