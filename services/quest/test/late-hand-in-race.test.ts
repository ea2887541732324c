import assert from "node:assert/strict";
import { after, test } from "node:test";
import { isOperationError } from "@oneheart/kernel";
import { sql } from "kysely";
import { bootWorld } from "./support/world.ts";

const world = await bootWorld({ after });

/** An expired quest, written down by the job or not yet, with evidence captured in time, whose mission the player may take again. */
async function expired(quest_type: "ascension" | "community", written: boolean) {
  const player = await world.player();
  const goal = quest_type === "community" ? { community_goal: 9 } : {};
  const mission = await world.mission({ quest_type, ...goal });
  const quest = await world.start(mission, player);
  const captured_at = world.app.clock.now();
  world.app.clock.advance({ days: 8 });
  await sql`UPDATE quest_assignments SET expires_at = ${world.app.clock.now()} WHERE id = ${quest.quest_id}`.execute(world.app.db);
  if (written) await world.expireNow();
  const proof = world.proof(quest, player, captured_at);
  return { mission, handIn: () => world.complete(quest, player, [proof]), startAgain: () => world.start(mission, player) };
}
const codeOf = (outcome: PromiseSettledResult<unknown>) => {
  if (outcome.status === "fulfilled") return "ok";
  return isOperationError(outcome.reason) ? outcome.reason.code : assert.fail(outcome.reason);
};
async function openQuests(mission_id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM quest_assignments WHERE mission_id = ${mission_id} AND status IN ('active', 'submitted')`.execute(
    world.app.db,
  );
  return rows[0]!.count;
}
async function waitingForLocks(count: number): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(
    world.app.db,
  );
  return rows[0]!.count >= count;
}

test("a quest that starts while the one before it is being handed in late is refused, and the hand-in holds", async () => {
  const { mission, handIn, startAgain } = await expired("ascension", true);
  let handing: Promise<unknown>;
  let starting: Promise<unknown>;
  await world.app.db.transaction().execute(async (db) => {
    // The hand-in stops where it has looked whether the quest was replaced, before it says that it was handed in.
    await sql`LOCK TABLE quest_proofs IN SHARE MODE`.execute(db);
    handing = handIn();
    while (!(await waitingForLocks(1))) await new Promise(setImmediate);
    let started = false;
    starting = startAgain().finally(() => {
      started = true;
    });
    starting.catch(() => {});
    while (!started && !(await waitingForLocks(2))) await new Promise(setImmediate);
  });
  const outcomes = await Promise.allSettled([handing!, starting!]);
  assert.deepEqual(outcomes.map(codeOf), ["ok", "quest_already_active"]);
  assert.equal(await openQuests(mission.id), 1);
});

test("a late hand-in and a new start at one instant: one of them happens, the other is told why not", async () => {
  const seen = new Set<string>();
  for (let round = 0; round < 24; round += 1) {
    const { mission, handIn, startAgain } = await expired(round % 2 === 0 ? "ascension" : "community", round % 3 > 0);
    const calls = round % 4 < 2 ? [handIn, startAgain] : [startAgain, handIn];
    const outcomes = (await Promise.allSettled(calls.map((call) => call()))).map(codeOf);
    seen.add(outcomes.find((code) => code !== "ok")!);
    assert.equal(outcomes.filter((code) => code === "ok").length, 1, outcomes.join());
    assert.equal(await openQuests(mission.id), 1);
  }
  for (const code of seen) assert.ok(["quest_already_active", "quest_expired"].includes(code), code);
});
