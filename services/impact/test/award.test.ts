import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ImpactRules, impactContract } from "@oneheart/contracts";
import { newId } from "@oneheart/kernel";
import { createLedger } from "@oneheart/ledger";
import { sql } from "kysely";
import { bootProgramme, type Programme } from "./support/programme.ts";

let programme: Programme;
before(async () => {
  programme = await bootProgramme();
});
after(() => programme.app.stop());

const ledger = createLedger({ newId, now: () => new Date() });
const recordedOf = (player_id: string) => programme.app.eventsOf("impact.recorded").filter((event) => event.player_id === player_id);

async function balancesOf(player_id: string) {
  const balances = await ledger.balances(programme.app.db, { owner_id: player_id });
  return Object.fromEntries(balances.map((balance) => [balance.asset, balance.posted]));
}

async function entriesOf(player_id: string) {
  return (await programme.app.call(impactContract.operations.listLedger, { player_id, limit: 100 }, { as: programme.app.player() })).items;
}

test("a verified action pays XP, tokens and credits in one ledger transaction, and says so", async () => {
  const { app, verify, didOf } = programme;
  const { action_id, player_id } = await verify({ beneficiaries_count: 3, quest: { difficulty_level: 3 } });
  await app.settled();

  assert.deepEqual(await balancesOf(player_id), { XP: 120n, HEART: 12n, CREDIT: 4_950n });
  const [event] = recordedOf(player_id);
  assert.equal(event!.action_id, action_id);
  assert.deepEqual(
    [event!.xp, event!.tokens, event!.credits_minor, event!.badges, event!.level_before, event!.level_after, event!.streak_days],
    [120, 12, 4_950, ["first_step"], 1, 2, 1],
  );
  const [entry, ...more] = await entriesOf(player_id);
  assert.deepEqual(more, []);
  const { leaf_index: _sealed_soon, ...said } = entry!;
  assert.deepEqual(said, {
    id: event!.ledger_id,
    action_id,
    player_did: didOf(player_id),
    xp_delta: 120,
    tokens_delta: 12,
    impact_credits_delta: 49.5,
    badges_earned: ["first_step"],
    fund_allocation: { local: 2_970, national: 1_485, global: 495 },
    rule_set: "v1",
    ledger_timestamp: event!.recorded_at,
  });
});

test("the leaf holds what the award follows from, amounts as strings, and no player id or DID", async () => {
  const { app, verify, didOf } = programme;
  const { action_id, player_id } = await verify();
  await app.settled();
  const { rows } = await sql<{ leaf: string }>`
    SELECT convert_from(leaf, 'UTF8') AS leaf FROM ledger_transactions WHERE reason_ref = ${`action:${action_id}`}`.execute(app.db);
  assert.equal(rows.length, 1);
  const text = rows[0]!.leaf;
  assert.ok(!text.includes(player_id) && !text.includes(didOf(player_id)));
  const { kind, detail } = JSON.parse(text);
  assert.equal(kind, "impact.award");
  assert.equal(detail.facts.base_xp, "100");
  assert.deepEqual(detail.fund_allocation, { local: "2400", national: "1200", global: "400" });
  assert.equal(detail.rule_set, "v1");
  assert.equal(detail.action_id, action_id);
});

test("an action is awarded once, however many events say that it was verified", async () => {
  const { app, verify } = programme;
  const action_id = newId();
  const player_id = newId();
  await Promise.all(Array.from({ length: 6 }, () => verify({ action_id, player_id })));
  await app.settled();
  assert.equal((await balancesOf(player_id)).XP, 100n);
  assert.equal(recordedOf(player_id).length, 1);
  assert.equal((await entriesOf(player_id)).length, 1);
  const { rows } = await sql`SELECT FROM graphile_worker._private_jobs WHERE attempts > 0`.execute(app.db);
  assert.equal(rows.length, 0, "no delivery failed");
});

test("an action that is verified after its player's account was erased pays nobody", async () => {
  const { app, verify, erased } = programme;
  const player_id = newId();
  erased.add(player_id);
  await verify({ player_id });
  await app.settled();
  assert.deepEqual(await balancesOf(player_id), {});
  assert.deepEqual(recordedOf(player_id), []);
});

test("actions of one player verified at once see each other's XP: levels follow without a gap", async () => {
  const { app, verify } = programme;
  const player_id = newId();
  await Promise.all(Array.from({ length: 10 }, () => verify({ player_id })));
  await app.settled();
  const events = recordedOf(player_id);
  assert.equal(events.length, 10);
  const total = events.reduce((sum, event) => sum + Number(event.xp), 0);
  assert.equal((await balancesOf(player_id)).XP, BigInt(total));
  const levels = events
    .map((event) => [Number(event.level_before), Number(event.level_after)])
    .sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
  assert.equal(levels[0]![0], 1);
  for (const [index, [level_before]] of levels.entries()) if (index > 0) assert.equal(level_before, levels[index - 1]![1]);
  assert.equal(events.flatMap((event) => event.badges).filter((badge) => badge === "first_step").length, 1);
});

test("an award goes by the zone and the rules with which the quest began, and counts for the day to which the quest belongs", async () => {
  const { app, verify, zone } = programme;
  const began = { lat: 13.73, lng: 100.52, radius_km: 2, impact_factor_bps: 15_000, time_zone: "Asia/Bangkok" };
  const quest = { zone: began, belongs_to: "2025-06-02", started_at: app.clock.now().toISOString() };
  const { rules: stored } = (await app.call(impactContract.operations.listRuleSets, {}, { as: app.user("admin") })).items[0]!;
  const rules = ImpactRules.parse(stored);
  const halved = { ...rules, total_max_bps: 5_000 };
  await app.call(impactContract.operations.createRuleSet, { version: "halved", rules: halved }, { as: app.user("admin") });
  zone.impact_factor_bps = 5_000;
  // 00:10 on the next day in Bangkok.
  const { player_id } = await verify({ at: "2025-06-02T17:10:00Z", quest });
  await app.settled();
  zone.impact_factor_bps = 10_000;
  const [event] = recordedOf(player_id);
  assert.deepEqual([event!.xp, event!.action_day], [150, "2025-06-02"]);
  assert.equal((await entriesOf(player_id))[0]!.rule_set, "v1");

  const later = await verify({});
  await app.settled();
  assert.equal((await entriesOf(later.player_id))[0]!.rule_set, "halved");
  await app.call(impactContract.operations.createRuleSet, { version: "restored", rules }, { as: app.user("admin") });
});

test("a day that is approved late joins the run that it was done in, and earns the badge of the whole run", async () => {
  const { app, verify } = programme;
  const player_id = newId();
  const done = async (belongs_to: string) => {
    const zone = { lat: 13.73, lng: 100.52, radius_km: 2, impact_factor_bps: 10_000, time_zone: "Asia/Bangkok" };
    await verify({ player_id, quest: { zone, belongs_to } });
    await app.settled();
    return recordedOf(player_id).at(-1)!;
  };
  for (const day of [2, 4, 5, 6, 7, 8]) await done(`2025-06-0${day}`);
  const late = await done("2025-06-03");
  assert.deepEqual([late.streak_days, late.badges], [2, ["streak_7"]]);
});

test("the streak counts local days of the zone, whatever the order in which days are verified", async () => {
  const { app, verify } = programme;
  const player_id = newId();
  const streaks = [];
  // 17:00 UTC is midnight in Bangkok: the first two actions are on different days there.
  for (const at of [
    "2025-06-02T16:59:00Z",
    "2025-06-02T17:00:00Z",
    "2025-06-05T03:00:00Z",
    "2025-06-04T03:00:00Z",
    "2025-06-06T03:00:00Z",
  ]) {
    await verify({ player_id, at });
    await app.settled();
    const event = recordedOf(player_id).at(-1)!;
    streaks.push([event.action_day, event.streak_days]);
  }
  assert.deepEqual(streaks, [
    ["2025-06-02", 1],
    ["2025-06-03", 2],
    ["2025-06-05", 1],
    ["2025-06-04", 3],
    ["2025-06-06", 5],
  ]);
});

test("badges are earned once: neither one that the player service knows nor one of an earlier award comes again", async () => {
  const { app, verify, badges } = programme;
  const player_id = newId();
  badges.set(player_id, ["first_step"]);
  for (let action = 1; action <= 11; action += 1) {
    await verify({ player_id, quest: { base_xp: 0, base_tokens: 1, mission_type: action % 2 === 0 ? "Tree planting" : "cleanup" } });
    await app.settled();
  }
  assert.deepEqual(
    recordedOf(player_id).map((event) => event.badges),
    [...Array.from({ length: 9 }, () => []), ["eco_warrior"], []],
  );
});

test("people helped add up over actions", async () => {
  const { app, verify } = programme;
  const player_id = newId();
  for (const beneficiaries_count of [60, 39, 1]) {
    await verify({ player_id, beneficiaries_count });
    await app.settled();
  }
  assert.deepEqual(
    recordedOf(player_id).map((event) => event.badges),
    [["first_step"], [], ["helper_100"]],
  );
});

test("a mission type named like a property of every object is counted like any other", async () => {
  const { app, verify } = programme;
  const player_id = newId();
  for (const mission_type of ["constructor", "constructor", "__proto__", "__proto__"]) {
    await verify({ player_id, quest: { mission_type } });
    await app.settled();
  }
  const { rows } = await sql<{ missions: string }>`SELECT missions::text FROM impact_players WHERE player_id = ${player_id}`.execute(
    app.db,
  );
  assert.equal(rows[0]!.missions, '{"__proto__": 2, "constructor": 2}');
});

test("an event that comes before its player is known is tried again until it is", async () => {
  const { app, verify, unknown } = programme;
  const player_id = newId();
  unknown.add(player_id);
  await verify({ player_id });
  const failed = async () =>
    (await sql`SELECT FROM graphile_worker._private_jobs WHERE last_error LIKE ${`%player ${player_id}%`}`.execute(app.db)).rows.length;
  while ((await failed()) === 0) await new Promise(setImmediate);
  assert.equal(recordedOf(player_id).length, 0);
  unknown.delete(player_id);
  await app.settled();
  assert.equal(recordedOf(player_id).length, 1);
});

test("an action that earns nothing is recorded and said, but the ledger stays as it was", async () => {
  const { app, verify } = programme;
  const { player_id } = await verify({ quest: { base_xp: 0, base_tokens: 0 } });
  await app.settled();
  assert.deepEqual(await entriesOf(player_id), []);
  assert.deepEqual(await balancesOf(player_id), {});
  assert.deepEqual([recordedOf(player_id)[0]!.xp, recordedOf(player_id)[0]!.badges], [0, ["first_step"]]);
});

test("an amount that is zero has no posting", async () => {
  const { app, verify } = programme;
  const { player_id, action_id } = await verify({ quest: { base_tokens: 0 } });
  await app.settled();
  assert.deepEqual(Object.keys(await balancesOf(player_id)).sort(), ["CREDIT", "XP"]);
  const [entry] = await entriesOf(player_id);
  assert.equal(entry!.action_id, action_id);
  assert.equal(entry!.tokens_delta, 0);
});
