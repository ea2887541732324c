import assert from "node:assert/strict";
import { test } from "node:test";
import { type EventPayload, mapContract, questContract } from "@oneheart/contracts";
import { impactInternal, playerInternal } from "@oneheart/contracts/internal";
import { newId } from "@oneheart/kernel";
import { didOf, plainMission, plainPlayer, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { bootMap, zoneInput } from "./support/boot.ts";

const { createZone, zoneActivity } = mapContract.operations;
const { impactRecorded, impactReversed, impactReinstated } = impactInternal.events;

/** What the impact engine says of an action: recorded, then reversed, then reinstated. */
function storyOf(zone_id: string, xp = 55) {
  const about = { action_id: newId(), quest_id: newId(), mission_id: newId(), zone_id, player_id: newId() };
  const amounts = { xp, tokens: 5, credits_minor: 100, recorded_at: "2026-03-03T10:00:00.000Z" };
  const levels = { badges: [], level_before: 1, level_after: 1, streak_days: 1, action_day: "2026-03-03" };
  const recorded = { ...about, ...amounts, ...levels, ledger_id: newId() };
  const award = { ledger_id: recorded.ledger_id, xp, badges: [], recorded_at: amounts.recorded_at } as Award;
  return {
    recorded,
    reversed: { ...about, ...amounts, award, ledger_id: newId(), reason_code: "staged", badges: [], tokens_owed: 0 },
    reinstated: { ...about, ...amounts, award, ledger_id: newId(), reason_code: "appeal_overturned" },
  };
}
type Award = EventPayload<typeof impactReversed>["award"];
type Story = ReturnType<typeof storyOf>;

/** The map, whose impact engine has in its ledger what the test puts there. */
async function boot(t: Parameters<typeof bootMap>[0]) {
  const ledger = new Map<string, Story["recorded"]>();
  const app = await bootMap(t, [
    stub(playerInternal.operations.findPlayers, ({ ids }) => ({ items: ids.map((id) => plainPlayer({ id })) })),
    stub(questContract.operations.getMission, ({ id }) => plainMission({ id })),
    stub(impactInternal.operations.impactOfActions, ({ action_ids }) => ({
      items: action_ids.flatMap((action_id) => {
        const award = ledger.get(action_id);
        return award === undefined ? [] : [entryOf(award)];
      }),
    })),
  ]);
  const zone = (await app.call(createZone, zoneInput(), { as: app.user("admin") })).id;
  return { app, zone, ledger };
}

function entryOf({ action_id, player_id, ledger_id, xp, tokens, recorded_at }: Story["recorded"]) {
  const deltas = { xp_delta: xp, tokens_delta: tokens, impact_credits_delta: 1, badges_earned: [] };
  const fund_allocation = { local: 60, national: 30, global: 10 };
  const about = { rule_set: "v1", ledger_timestamp: recorded_at, leaf_index: null };
  return { id: ledger_id, action_id, player_did: didOf(player_id), ...deltas, fund_allocation, ...about };
}

async function tell(app: TestApp, story: Story, ...names: Array<keyof Story>): Promise<void> {
  for (const name of names) {
    if (name === "recorded") await app.emit(impactRecorded, story.recorded);
    if (name === "reversed") await app.emit(impactReversed, story.reversed);
    if (name === "reinstated") await app.emit(impactReinstated, story.reinstated);
    await app.settled();
  }
}

const shown = async (app: TestApp, id: string) =>
  (await app.call(zoneActivity, { id }, { as: app.player() })).items.map((line) => [line.id, line.xp_delta]);

test("a line goes with its award and comes back with it, and others stay", async (t) => {
  const { app, zone } = await boot(t);
  const [story, other] = [storyOf(zone), storyOf(zone, 20)];
  await tell(app, other, "recorded");
  await tell(app, story, "recorded");
  const before = await shown(app, zone);
  assert.equal(before.length, 2);
  await tell(app, story, "reversed");
  assert.deepEqual(await shown(app, zone), [[other.recorded.ledger_id, 20]]);
  await tell(app, story, "reinstated");
  assert.deepEqual(await shown(app, zone), before);
});

const orders: Array<Array<keyof Story>> = [
  ["reversed", "recorded", "reinstated"],
  ["reversed", "reinstated", "recorded"],
  ["reinstated", "recorded", "reversed"],
  ["reinstated", "reversed", "recorded"],
  ["recorded", "reinstated", "reversed"],
];
test("whatever order the events come in, and however often, the line stands as the last of them left it", async (t) => {
  const { app, zone } = await boot(t);
  for (const order of orders) {
    const story = storyOf(zone);
    await tell(app, story, ...order, ...order);
    const lines = (await shown(app, zone)).filter(([id]) => id === story.recorded.ledger_id);
    assert.deepEqual(lines, [[story.recorded.ledger_id, 55]], order.join(", "));
  }
  const taken = storyOf(zone);
  await tell(app, taken, "reversed", "recorded", "reversed");
  assert.equal((await shown(app, zone)).length, orders.length);
});

test("a page of the feed is full although lines between were taken back", async (t) => {
  const { app, zone } = await boot(t);
  const stories = Array.from({ length: 6 }, () => storyOf(zone));
  for (const story of stories) await tell(app, story, "recorded");
  for (const story of stories.filter((_, index) => index % 2 === 0)) await tell(app, story, "reversed");
  const first = await app.call(zoneActivity, { id: zone, limit: 2 }, { as: app.player() });
  const second = await app.call(zoneActivity, { id: zone, limit: 2, cursor: first.next_cursor! }, { as: app.player() });
  assert.deepEqual([first.items.length, second.items.length, second.next_cursor], [2, 1, null]);
});

test("a line that was written before lines named their action is found by its ledger entry, which an earlier event does not name", async (t) => {
  const { app, zone, ledger } = await boot(t);
  const story = storyOf(zone);
  story.reversed.award = undefined;
  await tell(app, story, "recorded");
  await sql`UPDATE zone_activity SET action_id = NULL`.execute(app.db);
  ledger.set(story.recorded.action_id, story.recorded);
  await tell(app, story, "reversed");
  assert.deepEqual(await shown(app, zone), []);
  await tell(app, story, "reinstated");
  assert.equal((await shown(app, zone)).length, 1);
});
