import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { identityInternal, impactInternal } from "@oneheart/contracts/internal";
import { type AuditFinding, newId } from "@oneheart/kernel";
import { bootServices, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { playerService } from "../src/service.ts";
import { createNeighbours, createPlayer, operations } from "./support/app.ts";
import { bootEngine, type Deed, judge } from "./support/engine.ts";

const { impactOfActions } = impactInternal.operations;
const { events } = impactInternal;
const now = "2026-02-04T12:00:00Z";
const today = "leaderboard:daily:2026-02-04";

/** Both in one process; and an engine whose words the test brings to `apart` itself, in the order that it wants. */
let together: TestApp;
let apart: TestApp;
let engine: TestApp;
before(async () => {
  together = await bootEngine();
  together.clock.set(now);
  const ask = stub(impactOfActions, (input) => engine.call(impactOfActions, input, { as: "system" }));
  apart = await bootServices([playerService], { stubs: [...createNeighbours().services, ask], clock: now });
  engine = await bootEngine(apart);
  engine.clock.set(now);
});
after(async () => {
  await engine?.stop();
  await apart?.stop();
  await together?.stop();
});

async function findings(app: TestApp): Promise<string[]> {
  return app.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      const found: AuditFinding[] = [];
      for (const audit of playerService.audits!) for await (const step of audit(tx as never)) found.push(...step.findings);
      return found.map(({ code, message }) => `${code}: ${message}`);
    });
}

/** XP on the board, XP in the cache, badges, days of the streak, and XP of the profile. */
async function standingOf(app: TestApp, id: string) {
  const { items } = await app.call(operations.leaderboard, { period: "daily", limit: 100 }, { as: app.player() });
  const cached = (await app.backing.cache.topScores(today, 100)).find(({ member }) => member === id)?.score ?? 0;
  const { profile } = await app.call(operations.getPlayer, { id }, { as: app.player() });
  const { streak_days } = (await app.call(operations.findPlayers, { ids: [id] }, { as: "system" })).items[0]!;
  const shown = items.find(({ player_id }) => player_id === id)?.xp ?? 0;
  return { shown, cached, badges: profile.badges, streak_days, total_xp: profile.total_xp };
}

const deedOf = (player_id: string, base_xp = 100): Deed => ({ action_id: newId(), player_id, base_xp });

test("a reversal takes XP of the day, boards and badges back, a reinstatement gives them again, and the audit is clean", async () => {
  const { id } = await createPlayer(together);
  const deed = deedOf(id);
  await judge(together, "actionVerified", deed);
  const rewarded = { shown: 100, cached: 100, badges: ["first_step"], streak_days: 1, total_xp: 100 };
  assert.deepEqual(await standingOf(together, id), rewarded);
  await judge(together, "actionReversed", deed);
  assert.deepEqual(await standingOf(together, id), { shown: 0, cached: 0, badges: [], streak_days: 1, total_xp: 0 });
  assert.deepEqual(await findings(together), []);
  together.clock.advance({ days: 1 });
  await judge(together, "actionVerified", deed);
  together.clock.set(now);
  assert.deepEqual(await standingOf(together, id), rewarded);
  assert.deepEqual(await findings(together), []);
});

test("only what is reversed goes: other XP of the day stays, and a badge that was earned anew", async () => {
  const { id } = await createPlayer(together);
  const [first, second] = [deedOf(id), deedOf(id, 40)];
  await judge(together, "actionVerified", first);
  await judge(together, "actionReversed", first);
  await judge(together, "actionVerified", second);
  const after = await standingOf(together, id);
  assert.deepEqual(after.badges, ["first_step"]);
  assert.ok(after.shown > 0);
  await judge(together, "actionVerified", first);
  const both = await standingOf(together, id);
  assert.equal(both.shown, after.shown + 100);
  await judge(together, "actionReversed", second);
  assert.deepEqual([(await standingOf(together, id)).shown, (await standingOf(together, id)).badges], [100, ["first_step"]]);
  assert.deepEqual(await findings(together), []);
});

test("an action that earned badges but no XP is reversed and reinstated like any other", async () => {
  const { id } = await createPlayer(together);
  const deed = deedOf(id, 0);
  await judge(together, "actionVerified", deed);
  await judge(together, "actionReversed", deed);
  assert.deepEqual((await standingOf(together, id)).badges, []);
  await judge(together, "actionVerified", deed);
  assert.deepEqual((await standingOf(together, id)).badges, ["first_step"]);
  assert.deepEqual(await findings(together), []);
});

type Word = "impactRecorded" | "impactReversed" | "impactReinstated";

/** Lets the engine award, reverse and reinstate; answers how to bring one of its words to the players. */
async function storyOf(deed: Deed, { reinstated = true } = {}) {
  await judge(engine, "actionVerified", deed);
  await judge(engine, "actionReversed", deed);
  if (reinstated) await judge(engine, "actionVerified", deed);
  return (word: Word) => apart.emit(events[word], said(word, deed) as never);
}

/** The recorder of either may have taken it. */
const eventsOf = (type: string) => [...engine.eventsOf(type), ...apart.eventsOf(type)];

function said(word: Word, { action_id }: Deed): Record<string, unknown> {
  const { type } = events[word];
  const found = eventsOf(type).find((event) => event.action_id === action_id);
  assert.ok(found, `${type} was not said`);
  return found;
}

async function untilRetried(action_id: string): Promise<void> {
  for (;;) {
    const { rows } = await sql`SELECT FROM graphile_worker._private_jobs WHERE last_error LIKE ${`%${action_id}%`}`.execute(apart.db);
    if (rows.length > 0) return;
    await new Promise(setImmediate);
  }
}

for (const order of [
  ["impactRecorded", "impactReversed", "impactReinstated"],
  ["impactRecorded", "impactReinstated", "impactReversed"],
  ["impactReinstated", "impactRecorded", "impactReversed"],
  ["impactReinstated", "impactReversed", "impactRecorded"],
  ["impactReversed", "impactReinstated", "impactRecorded"],
  ["impactReversed", "impactRecorded", "impactReinstated"],
] as Word[][])
  test(`heard as ${order.join(", ")}, corrections twice, it comes to the same`, async () => {
    const { id } = await createPlayer(apart);
    const deed = deedOf(id);
    const say = await storyOf(deed);
    for (const word of order) {
      await say(word);
      if (word !== "impactRecorded") await say(word);
      if (word === "impactReversed" && order[0] === word) await untilRetried(deed.action_id);
      else if (order[0] !== "impactReversed") await apart.settled();
    }
    await apart.settled();
    const { shown, cached, badges } = await standingOf(apart, id);
    assert.deepEqual([shown, cached, badges], [100, 100, ["first_step"]]);
    assert.deepEqual(await findings(apart), []);
  });

test("a reversal that is heard before its award waits for it, and its badge is not given", async () => {
  const { id } = await createPlayer(apart);
  const deed = deedOf(id);
  const say = await storyOf(deed, { reinstated: false });
  await say("impactReversed");
  await untilRetried(deed.action_id);
  await say("impactRecorded");
  await apart.settled();
  const { shown, badges } = await standingOf(apart, id);
  assert.deepEqual([shown, badges], [0, []]);
  assert.deepEqual(await findings(apart), []);
});

test("on a day with other XP, an early reversal is heard at once, its badge is never given, and no XP is lost", async () => {
  const { id } = await createPlayer(apart);
  const [deed, other] = [deedOf(id), deedOf(id, 300)];
  const say = await storyOf(deed, { reinstated: false });
  await judge(engine, "actionVerified", other);
  await apart.emit(events.impactRecorded, { ...said("impactRecorded", other), badges: [] } as never);
  await apart.settled();
  const { shown } = await standingOf(apart, id);
  await say("impactReversed");
  await apart.settled();
  await say("impactRecorded");
  await apart.settled();
  const after = await standingOf(apart, id);
  assert.deepEqual([after.shown, after.badges], [shown, []]);
  assert.deepEqual(await findings(apart), []);
});

test("the audit finds an award that was reversed and still counts, and one that was reinstated and does not", async () => {
  const { id } = await createPlayer(apart);
  const deed = deedOf(id);
  const say = await storyOf(deed, { reinstated: false });
  await say("impactRecorded");
  await apart.settled();
  assert.deepEqual(await findings(apart), ["daily_xp_differs: 100 XP counted on 2026-02-04, 0 in the ledger"]);
  await say("impactReversed");
  await apart.settled();
  assert.deepEqual(await findings(apart), []);
  await judge(engine, "actionVerified", deed);
  assert.deepEqual(await findings(apart), ["daily_xp_differs: 0 XP counted on 2026-02-04, 100 in the ledger"]);
  await say("impactReinstated");
  await apart.settled();
  assert.deepEqual(await findings(apart), []);
});

/** Puts words into the queue as if they were on their way, for longer than the test lasts. */
async function holdUp(deed: Deed, ...words: Word[]): Promise<void> {
  for (const word of words) {
    const { type } = events[word];
    const job = { event_id: newId(), type, payload: said(word, deed), request_id: "r", emitted_at: now };
    await sql`
      SELECT graphile_worker.add_job(${`player:${type}`}, ${JSON.stringify(job)}::json, run_at := now() + interval '1 day')`.execute(
      apart.db,
    );
  }
}

async function letArrive(word: Word): Promise<void> {
  await sql`
    UPDATE graphile_worker._private_jobs j SET run_at = now() FROM graphile_worker._private_tasks t
    WHERE t.id = j.task_id AND t.identifier = ${`player:${events[word].type}`}`.execute(apart.db);
  await apart.settled();
}

test("while the words are on their way, one by one or all of them, the audit is clean", async () => {
  const { id } = await createPlayer(apart);
  const deed = deedOf(id);
  const say = await storyOf(deed, { reinstated: false });
  await say("impactRecorded");
  await apart.settled();
  await holdUp(deed, "impactReversed");
  assert.deepEqual(await findings(apart), [], "a reversal that is not heard yet");
  await letArrive("impactReversed");
  assert.deepEqual(await findings(apart), [], "and then is");
  await judge(engine, "actionVerified", deed);
  await holdUp(deed, "impactReinstated");
  assert.deepEqual(await findings(apart), [], "a reinstatement that is not heard yet");
  await letArrive("impactReinstated");
  assert.deepEqual(await findings(apart), [], "and then is");

  const other = deedOf(id);
  await storyOf(other);
  await holdUp(other, "impactRecorded", "impactReversed", "impactReinstated");
  assert.deepEqual(await findings(apart), [], "nothing is heard yet");
  for (const word of ["impactReinstated", "impactRecorded", "impactReversed"] as const) {
    await letArrive(word);
    assert.deepEqual(await findings(apart), [], word);
  }
});

test("corrections of whoever was erased count for nobody, leave nothing, and everybody is told to erase again", async () => {
  const { id } = await createPlayer(apart);
  const deed = deedOf(id);
  const say = await storyOf(deed);
  await say("impactRecorded");
  await say("impactReversed");
  await apart.settled();
  await apart.emit(identityInternal.events.accountErased, { player_id: id, erased_name: "erased-00000000000a" });
  await apart.settled();
  await say("impactReinstated");
  await apart.settled();
  assert.equal(eventsOf("player.erased").filter((event) => event.player_id === id).length, 2);
  for (const table of ["player_daily_xp", "player_badges", "player_noted_awards"]) {
    const { rows } = await sql`SELECT FROM ${sql.table(table)} WHERE player_id = ${id}`.execute(apart.db);
    assert.equal(rows.length, 0, table);
  }
});
