/** What a quarter would have come to under other caps and rates. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type CallInput, impactContract, type RewardPolicy } from "@oneheart/contracts";
import { verificationInternal } from "@oneheart/contracts/internal";
import { newId } from "@oneheart/kernel";
import { randomFrom } from "@oneheart/testing";
import { sql } from "kysely";
import { activeRules } from "../src/workflows/active-rules.ts";
import { bootProgramme, noLimits, type Programme, setLimits } from "./support/programme.ts";

let programme: Programme;
before(async () => {
  programme = await bootProgramme();
});
after(() => programme.app.stop());

const { operations } = impactContract;
const simulate = (input: CallInput<typeof operations.simulatePolicy>) =>
  programme.app.call(operations.simulatePolicy, input, { as: programme.app.user("admin") });

const tight: RewardPolicy = {
  ...{ player_day_xp: 350, player_day_tokens: 30, newcomer_first_bps: 5_000, newcomer_days: 2 },
  ...{ mission_day_xp: 300, mission_day_tokens: 25, zone_day_xp: 450, zone_day_tokens: 40 },
  ...{ programme_day_xp: 700, programme_day_tokens: 55 },
  ...{ same_kind_days: 2, same_kind_free: 1, same_kind_step_bps: 1_000, same_kind_min_bps: 8_000 },
};
const players = Array.from({ length: 5 }, () => newId());

/** Awards of some days in some places, one after the other, as they come. */
async function live(from: string, seed: number): Promise<void> {
  const random = randomFrom(seed);
  const [zones, missions] = [
    [newId(), newId()],
    [newId(), newId(), newId()],
  ];
  for (let day = 0; day < 5; day += 1) {
    const at = new Date(Date.parse(`${from}T05:00:00Z`) + day * 86_400_000).toISOString();
    for (let action = 0; action < 9; action += 1) {
      const quest = { zone_id: random.pick(zones), mission_id: random.pick(missions), mission_type: random.pick(["teaching", "cleanup"]) };
      programme.app.clock.advance({ minutes: 1 });
      await programme.verify({ player_id: random.pick(players), at, quest, beneficiaries_count: random.below(3) });
      await programme.app.settled();
    }
  }
}

test("the caps that were in force come to what was paid, token by token", async () => {
  await setLimits(programme.app, tight);
  await live("2025-03-10", 3);
  const now = await simulate({ from: "2025-03-01", to: "2025-03-31" });
  assert.deepEqual(now.simulated, now.actual);
  assert.deepEqual([now.awards, now.players, now.players_less, now.players_more], [45, 5, 0, 0]);
  assert.ok(now.by_cap.length >= 5, JSON.stringify(now.by_cap));
  assert.deepEqual(now.by_month, [{ month: "2025-03", actual_tokens: now.actual.tokens, simulated_tokens: now.actual.tokens }]);
  // Days from before count as proven, and actions from before as of the same kind.
  const later = await simulate({ from: "2025-03-12", to: "2025-03-31" });
  assert.deepEqual(later.simulated, later.actual);
});

test("caps that are tried come to what the engine pays under them", async () => {
  await setLimits(programme.app, noLimits);
  await live("2025-04-10", 8);
  await setLimits(programme.app, tight);
  const tried = await simulate({ from: "2025-04-01", to: "2025-04-30", policy: { ...noLimits, player_day_tokens: 12 } });
  assert.equal(tried.actual.xp, tried.simulated.xp);
  const byDay = await sql<{ tokens: string }>`
    SELECT sum(least(tokens, 12))::text AS tokens FROM reward_days
    WHERE scope = 'player' AND day BETWEEN '2025-04-01' AND '2025-04-30'`.execute(programme.app.db);
  assert.equal(tried.simulated.tokens, Number(byDay.rows[0]!.tokens));
  assert.deepEqual(
    tried.by_cap.map(({ cap }) => cap),
    ["player_day"],
  );
  assert.equal(tried.by_cap[0]!.tokens, tried.actual.tokens - tried.simulated.tokens);
  assert.ok(tried.players_less > 0 && tried.players_more === 0);
});

test("rates that are tried change what missions pay, and rules how it is calculated; nothing is activated by it", async () => {
  const days = { from: "2025-04-01", to: "2025-04-30", policy: noLimits };
  const [half, none] = [
    await simulate({ ...days, base_tokens_bps: 5_000 }),
    await simulate({ ...days, base_tokens_bps: 0, base_xp_bps: 0 }),
  ];
  // Each award is rounded by itself.
  assert.ok(Math.abs(half.simulated.tokens * 2 - half.actual.tokens) <= half.awards, JSON.stringify(half));
  assert.deepEqual([none.simulated.xp, none.simulated.tokens], [0, 0]);
  const { version, rules } = await activeRules(programme.app);
  const dearer = {
    ...rules,
    credits: {
      ...rules.credits,
      per_xp_minor: rules.credits.per_xp_minor * 2,
      per_beneficiary_minor: rules.credits.per_beneficiary_minor * 2,
    },
  };
  const tried = await simulate({ ...days, rules: dearer });
  assert.deepEqual([tried.simulated.xp, tried.simulated.credits_minor], [tried.actual.xp, tried.actual.credits_minor * 2]);
  assert.equal((await activeRules(programme.app)).version, version);
  assert.deepEqual(await programme.app.call(operations.getRewardPolicy, {}, { as: programme.app.user("admin") }), tight);
});

test("what was taken back is none of it", async () => {
  const days = { from: "2025-04-01", to: "2025-04-30", policy: noLimits };
  const before = await simulate(days);
  const { rows } = await sql<{ action_id: string; player_id: string; tokens: number }>`
    SELECT action_id, player_id, tokens::int AS tokens FROM impact_awards WHERE facts->>'action_day' = '2025-04-11' AND tokens > 0 LIMIT 1`.execute(
    programme.app.db,
  );
  const { action_id, player_id, tokens } = rows[0]!;
  const reversed = { action_id, player_id, quest_id: newId(), mission_id: newId(), zone_id: newId(), proof_ids: [], proof_id: newId() };
  const report = { authenticity_score: 90, duration_minutes: 60, beneficiaries_count: 0, reason_code: "staged" };
  await programme.app.emit(verificationInternal.events.actionReversed, { ...reversed, ...report });
  await programme.app.settled();
  const now = await simulate(days);
  assert.deepEqual([now.awards, now.actual.tokens], [before.awards - 1, before.actual.tokens - tokens]);
});

test("without days it is the last quarter; reversed days, long periods and shares that are no whole are refused", async () => {
  const { from, to, awards } = await simulate({});
  assert.equal((Date.parse(to) - Date.parse(from)) / 86_400_000, 89);
  assert.equal(awards, 0);
  await assert.rejects(simulate({ from: "2025-04-02", to: "2025-04-01" }), { code: "days_reversed" });
  await assert.rejects(simulate({ from: "2024-03-31", to: "2025-04-01" }), { code: "period_too_long" });
  const { rules } = await activeRules(programme.app);
  const wrong = { ...rules, allocation_bps: { ...rules.allocation_bps, local: 1 } };
  await assert.rejects(simulate({ rules: wrong }), { code: "allocation_invalid" });
  for (const role of ["government", "sponsor"] as const)
    await assert.rejects(programme.app.call(operations.simulatePolicy, {}, { as: programme.app.user(role) }), { code: "forbidden" });
});
