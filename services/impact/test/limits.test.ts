import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { impactContract, type RewardPolicy } from "@oneheart/contracts";
import { verificationInternal } from "@oneheart/contracts/internal";
import { newId } from "@oneheart/kernel";
import { render, type Sentence } from "@oneheart/messages";
import { sql } from "kysely";
import { auditDays } from "../src/audit/days.ts";
import { assess } from "../src/rules/assess.ts";
import { limitsOf, newcomerShare, roomOf, tightest } from "../src/rules/limits.ts";
import { activeRules } from "../src/workflows/active-rules.ts";
import { bootProgramme, noLimits, type Programme, setLimits } from "./support/programme.ts";

let programme: Programme;
before(async () => {
  programme = await bootProgramme();
});
after(() => programme.app.stop());

const { operations } = impactContract;
const policy: RewardPolicy = {
  ...noLimits,
  ...{ player_day_xp: 1_200, player_day_tokens: 120, newcomer_first_bps: 1_000, newcomer_days: 7 },
  ...{ mission_day_xp: 10_000, mission_day_tokens: 1_000, zone_day_xp: 50_000, zone_day_tokens: 5_000 },
};
const recorded = (player_id: string) => programme.app.eventsOf("impact.recorded").filter((event) => event.player_id === player_id);
const reductionsOf = (event: Record<string, unknown>) => event.reductions as Array<Record<string, unknown>>;
const explainedOf = (event: Record<string, unknown>) => (event.explained as Sentence[]).map((sentence) => render(sentence, "en"));
const tokensOf = (player_id: string) => recorded(player_id).map((event) => event.tokens);
const sum = (amounts: readonly unknown[]) => amounts.reduce<number>((total, amount) => total + Number(amount), 0);

test("a newcomer's share of the day grows in equal steps to the whole", () => {
  assert.deepEqual(
    [0, 1, 3, 6, 7, 100].map((days) => newcomerShare(policy, days)),
    [1_000, 2_285, 4_857, 8_714, 10_000, 10_000],
  );
  const none = { xp: 0, tokens: 0, awards: 0 };
  const player = { scope: "player" as const, use: none, proven_days: 0, budget: undefined };
  assert.deepEqual(limitsOf(policy, player).tokens, { cap: "newcomer_day", limit: 12, used: 0 });
  assert.deepEqual(limitsOf(policy, { ...player, proven_days: 7 }).tokens, { cap: "player_day", limit: 120, used: 0 });
});

test("of several limits the one that leaves least counts, for XP and tokens by themselves; a lowered one leaves nothing", () => {
  const day = (cap: "player_day" | "zone_day", xp: number, tokens: number) => ({
    xp: { cap, limit: xp, used: 5 },
    tokens: { cap, limit: tokens, used: 5 },
  });
  const both = tightest([day("player_day", 10, 100), day("zone_day", 100, 10)]);
  assert.deepEqual([both.xp.cap, both.tokens.cap], ["player_day", "zone_day"]);
  assert.equal(roomOf({ cap: "zone_day", limit: 3, used: 5 }), 0);
});

test("a player earns no more than the day allows, is told which limit it was, and the next day is free again", async () => {
  const { app, verify } = programme;
  await setLimits(app, { ...noLimits, player_day_xp: 250, player_day_tokens: 25 });
  const player_id = newId();
  for (let action = 0; action < 4; action += 1) {
    await verify({ player_id });
    await app.settled();
  }
  assert.deepEqual(tokensOf(player_id), [10, 10, 5, 0]);
  const [, , third, fourth] = recorded(player_id);
  assert.deepEqual(reductionsOf(third!)[1], { of: "tokens", cap: "player_day", limit: 25, used: 20, full: 10, paid: 5 });
  assert.match(
    explainedOf(third!).at(-1)!,
    /The most that one player can earn in a day is 25 tokens\. 20 were earned before, so 5 of 10 tokens were paid\./,
  );
  assert.deepEqual([fourth!.xp, fourth!.tokens, fourth!.credits_minor], [0, 0, 0], "credits follow XP");
  await verify({ player_id, at: "2025-06-03T05:00:00Z" });
  await app.settled();
  assert.equal(tokensOf(player_id).at(-1), 10);
  await setLimits(app, noLimits);
});

test("awards at the same moment pass neither a player's, a mission's nor a zone's limit together", async () => {
  const { app, verify } = programme;
  await setLimits(app, { ...noLimits, zone_day_tokens: 75 });
  const [zone_id, mission_id] = [newId(), newId()];
  const admin = { as: app.user("admin") };
  await app.call(operations.setRewardBudget, { scope: "mission", id: mission_id, day_xp: 1_000_000, day_tokens: 35 }, admin);
  const inMission = Array.from({ length: 8 }, () => newId());
  const elsewhere = Array.from({ length: 12 }, () => newId());
  await Promise.all([
    ...inMission.map((player_id) => verify({ player_id, quest: { zone_id, mission_id } })),
    ...elsewhere.map((player_id) => verify({ player_id, quest: { zone_id } })),
  ]);
  await app.settled();
  const mission = sum(inMission.flatMap(tokensOf));
  const zone = mission + sum(elsewhere.flatMap(tokensOf));
  assert.equal(recorded(inMission[0]!).length, 1);
  assert.equal(zone, 75);
  assert.ok(mission <= 35, `${mission}`);
  const { rows } = await sql<{
    tokens: string;
  }>`SELECT tokens::text FROM reward_days WHERE scope = 'zone' AND scope_id = ${zone_id}`.execute(app.db);
  assert.deepEqual(rows, [{ tokens: "75" }]);
  await app.call(operations.dropRewardBudget, { scope: "mission", id: mission_id }, admin);
  await setLimits(app, noLimits);
});

test("a newcomer's days with a verified action raise the limit; one that was taken back does not, and gives its share back", async () => {
  const { app, verify } = programme;
  await setLimits(app, { ...noLimits, player_day_tokens: 100, newcomer_first_bps: 500, newcomer_days: 2 });
  const player_id = newId();
  const { action_id } = await verify({ player_id });
  await app.settled();
  await verify({ player_id, at: "2025-06-03T05:00:00Z", quest: { base_tokens: 100 } });
  await app.settled();
  assert.deepEqual(tokensOf(player_id), [5, 52]);
  assert.equal(reductionsOf(recorded(player_id)[0]!)[0]!.cap, "newcomer_day");

  const reversed = { action_id, player_id, quest_id: newId(), mission_id: newId(), zone_id: newId(), proof_ids: [], proof_id: newId() };
  const report = { authenticity_score: 90, duration_minutes: 60, beneficiaries_count: 0, reason_code: "staged" };
  await app.emit(verificationInternal.events.actionReversed, { ...reversed, ...report });
  await app.settled();
  const days = async () =>
    (
      await sql<{ day: string; tokens: string; awards: number }>`
      SELECT day::text, tokens::text, awards FROM reward_days WHERE scope = 'player' AND scope_id = ${player_id} ORDER BY day`.execute(
        app.db,
      )
    ).rows;
  assert.deepEqual(await days(), [
    { day: "2025-06-02", tokens: "0", awards: 0 },
    { day: "2025-06-03", tokens: "52", awards: 1 },
  ]);
  await verify({ player_id, at: "2025-06-04T05:00:00Z", quest: { base_tokens: 100 } });
  await app.settled();
  assert.equal(tokensOf(player_id).at(-1), 52, "one proven day, not two");

  await verify({ player_id, action_id });
  await app.settled();
  assert.deepEqual((await days())[0], { day: "2025-06-02", tokens: "5", awards: 1 }, "given again, it counts again");
  await setLimits(app, noLimits);
});

test("a reduced award is recomputed bit for bit from its facts, and its leaf holds the limits", async () => {
  const { app, verify } = programme;
  await setLimits(app, { ...noLimits, player_day_xp: 30, player_day_tokens: 3 });
  const { action_id } = await verify({ beneficiaries_count: 10, beneficiaries_confirmed: 4 });
  await app.settled();
  const { rows } = await sql<{ facts: never; xp: bigint; tokens: bigint; credits_minor: bigint; leaf: string }>`
    SELECT a.facts, a.xp, a.tokens, a.credits_minor, convert_from(t.leaf, 'UTF8') AS leaf
    FROM impact_awards a JOIN ledger_transactions t ON t.id = a.ledger_transaction_id WHERE a.action_id = ${action_id}`.execute(app.db);
  const { facts, xp, tokens, credits_minor, leaf } = rows[0]!;
  const { calculation } = assess(await activeRules(app), facts);
  assert.deepEqual([calculation.xp, calculation.tokens, calculation.credits_minor], [Number(xp), Number(tokens), Number(credits_minor)]);
  assert.deepEqual([xp, tokens, credits_minor], [30n, 3n, BigInt(30 * 40 + 4 * 50)]);
  assert.deepEqual(JSON.parse(leaf).detail.limits.tokens, { cap: "player_day", limit: "3", used: "0" });
  await setLimits(app, noLimits);
});

test("people helped count as far as a person confirmed them, and the player is told", async () => {
  const { app, verify } = programme;
  for (const [confirmed, counts, words] of [
    [0, 0, /^Nobody has confirmed that 100,000 people were helped/],
    [40, 40, /^40 of the 100,000 people helped were confirmed/],
  ] as const) {
    const { player_id } = await verify({ beneficiaries_count: 100_000, beneficiaries_confirmed: confirmed });
    await app.settled();
    const [event] = recorded(player_id);
    assert.equal(event!.credits_minor, 100 * 40 + counts * 50);
    assert.match(explainedOf(event!).at(-1)!, words);
    assert.deepEqual(event!.badges, ["first_step"], "no badge for people whom nobody saw");
  }
});

test("what is left today can be asked before: as a player, on a mission and in its zone", async () => {
  const { app } = programme;
  await setLimits(app, { ...noLimits, player_day_tokens: 120, newcomer_first_bps: 1_000, newcomer_days: 7, zone_day_tokens: 500 });
  const mission_id = newId();
  const { day, items } = await app.call(operations.earningLimits, { mission_id }, { as: app.player() });
  assert.match(day, /^\d{4}-\d\d-\d\d$/);
  assert.deepEqual(
    items.map(({ cap, tokens }) => [cap, tokens!.limit, tokens!.left]),
    [
      ["newcomer_day", 12, 12],
      ["mission_day", 1_000_000_000, 1_000_000_000],
      ["zone_day", 500, 500],
    ],
  );
  assert.match(items[0]!.tokens!.words, /today’s most is 12 tokens; 12 are left/);
  assert.equal((await app.call(operations.earningLimits, {}, { as: app.player() })).items.length, 1);
  await setLimits(app, noLimits);
});

test("the policy is for administrators, read also by governments, and what is left out stays", async () => {
  const { app } = programme;
  const changed = await app.call(operations.setRewardPolicy, { player_day_tokens: 77 }, { as: app.user("admin") });
  assert.deepEqual(changed, { ...noLimits, player_day_tokens: 77 });
  assert.deepEqual(await app.call(operations.getRewardPolicy, {}, { as: app.user("government") }), changed);
  for (const role of ["player", "reviewer", "government"] as const)
    await assert.rejects(app.call(operations.setRewardPolicy, {}, { as: app.user(role) }), { code: "forbidden" });
  await setLimits(app, noLimits);
});

test("the audit compares what is kept of the days with the awards, and finds what was changed", async () => {
  const { app } = programme;
  const findings = async () => {
    const found = [];
    for await (const step of auditDays(app.db)) found.push(...step.findings);
    return found;
  };
  assert.deepEqual(await findings(), []);
  const [day] = (
    await sql<{ scope_id: string }>`
    UPDATE reward_days SET tokens = tokens + 1 WHERE ctid = (SELECT ctid FROM reward_days WHERE scope = 'player' LIMIT 1) RETURNING scope_id`.execute(
      app.owner,
    )
  ).rows;
  assert.deepEqual(
    (await findings()).map(({ code, ref }) => [code, ref]),
    [["days_differ", `player ${day!.scope_id}`]],
  );
  await sql`UPDATE reward_days SET tokens = tokens - 1 WHERE scope = 'player' AND scope_id = ${day!.scope_id} AND tokens > 0`.execute(
    app.owner,
  );
});
