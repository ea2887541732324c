import assert from "node:assert/strict";
import { test } from "node:test";
import { CalculationInput, ImpactRules } from "@oneheart/contracts";
import { render } from "@oneheart/messages";
import fc from "fast-check";
import { calculate } from "../src/rules/calculate.ts";
import type { CalculationFacts } from "../src/rules/calculation.ts";
import { anyFacts, anyRules, plainFacts, plainRuleSet, plainRules } from "./support/rules.ts";

const earned = (change: Partial<CalculationFacts>) => calculate(plainRuleSet, { ...plainFacts, ...change });

test("a plain action earns exactly its base", () => {
  const { xp, tokens, total_bps, credits_minor } = earned({});
  assert.deepEqual({ xp, tokens, total_bps, credits_minor }, { xp: 100, tokens: 10, total_bps: 10_000, credits_minor: 4_000 });
});

const tables: Array<[name: string, change: Partial<CalculationFacts>, bps: number]> = [
  ["duration", { duration_minutes: 90 }, 15_000],
  ["duration", { duration_minutes: 1 }, 5_000],
  ["duration", { duration_minutes: 1440 }, 20_000],
  ["duration", { duration_minutes: 50, expected_minutes: 60 }, 8_333],
  ["zone", { zone_factor_bps: 12_345 }, 12_345],
  ["community", { community_goal: 100, community_progress: 0 }, 10_000],
  ["community", { community_goal: 100, community_progress: 50 }, 11_250],
  ["community", { community_goal: 100, community_progress: 250 }, 12_500],
  ["community", { community_goal: null, community_progress: 9 }, 10_000],
  ["level", { player_level: 11 }, 11_000],
  ["level", { player_level: 900 }, 15_000],
  ["streak", { streak_days: 1 }, 10_000],
  ["streak", { streak_days: 6 }, 11_000],
  ["streak", { streak_days: 365 }, 12_000],
  ["quest_type", { quest_type: "ascension" }, 20_000],
  ["difficulty", { difficulty_level: 10 }, 19_000],
];
for (const [name, change, bps] of tables) {
  test(`the ${name} factor of ${JSON.stringify(change)} is ${bps} basis points and says why`, () => {
    const calculation = earned(change);
    const factor = calculation.factors.find((candidate) => candidate.name === name)!;
    assert.equal(factor.bps, bps);
    assert.match(render(factor.because, "en"), /^[A-Z].+\.$/);
    assert.equal(calculation.xp, Math.round((100 * bps) / 10_000));
  });
}

test("the whole product is rounded once, halves up", () => {
  // 1.25 × 1.1 × 1.1 = 1.5125, times 100 is 151.25; times 10,000 is 15,125 exactly.
  assert.equal(earned({ zone_factor_bps: 12_500, player_level: 11, difficulty_level: 2 }).xp, 151);
  assert.equal(earned({ base_xp: 10_000, zone_factor_bps: 12_500, player_level: 11, difficulty_level: 2 }).xp, 15_125);
  assert.equal(earned({ base_xp: 1, zone_factor_bps: 15_000 }).xp, 2, "1.5 is 2");
  assert.equal(earned({ base_xp: 1, zone_factor_bps: 14_999 }).xp, 1, "1.4999 is 1");
});

test("credits count XP and beneficiaries, the latter up to their limit", () => {
  assert.equal(earned({ beneficiaries_count: 3 }).credits_minor, 4_150);
  assert.equal(earned({ beneficiaries_count: 100_000 }).credits_minor, 4_000 + 50_000);
});

test("credits are split 60/30/10 by largest remainder", () => {
  assert.deepEqual(earned({}).fund_allocation, { local: 2_400, national: 1_200, global: 400 });
  // 285 minor units are 171, 85.5 and 28.5: of equal remainders the earlier one gets the unit.
  const odd = calculate(
    { version: "odd", rules: { ...plainRules, credits: { ...plainRules.credits, per_xp_minor: 1 } } },
    { ...plainFacts, base_xp: 285 },
  );
  assert.deepEqual(odd.fund_allocation, { local: 171, national: 86, global: 28 });
});

test("rules of the contract's widest ranges never leave the integers, and never exceed the cap", () => {
  fc.assert(
    fc.property(anyRules, anyFacts, (rules, facts) => {
      ImpactRules.parse(rules);
      CalculationInput.parse(facts);
      const { total_bps, xp, tokens, credits_minor, factors } = calculate({ version: "any", rules }, facts);
      for (const value of [total_bps, xp, tokens, credits_minor, ...factors.map((factor) => factor.bps)]) {
        assert.ok(Number.isSafeInteger(value) && value >= 0);
      }
      assert.ok(total_bps <= rules.total_max_bps);
      assert.ok(xp * 10_000 <= facts.base_xp * rules.total_max_bps + 5_000);
      assert.ok(tokens * 10_000 <= facts.base_tokens * rules.total_max_bps + 5_000);
    }),
  );
});

test("the total is the product of the named factors, within half a basis point, unless capped", () => {
  fc.assert(
    fc.property(anyRules, anyFacts, (rules, facts) => {
      const { factors, total_bps } = calculate({ version: "any", rules }, facts);
      const scale = 10_000n ** BigInt(factors.length - 1);
      const product = factors.reduce((so_far, factor) => so_far * BigInt(factor.bps), 1n);
      const capped = product > BigInt(rules.total_max_bps) * scale ? BigInt(rules.total_max_bps) * scale : product;
      const off = 2n * (BigInt(total_bps) * scale - capped);
      assert.ok(off <= scale && off >= -scale);
    }),
  );
});

test("a higher base never earns less", () => {
  fc.assert(
    fc.property(anyRules, anyFacts, fc.nat(10_000), fc.nat(1_000), (rules, facts, more_xp, more_tokens) => {
      const less = calculate({ version: "any", rules }, facts);
      const higher = { base_xp: Math.min(facts.base_xp + more_xp, 10_000), base_tokens: Math.min(facts.base_tokens + more_tokens, 1_000) };
      const more = calculate({ version: "any", rules }, { ...facts, ...higher });
      assert.ok(more.xp >= less.xp && more.tokens >= less.tokens && more.credits_minor >= less.credits_minor);
    }),
  );
});

test("a longer action, a longer streak and more beneficiaries never earn less", () => {
  fc.assert(
    fc.property(anyRules, anyFacts, fc.nat(100), (rules, facts, more) => {
      const longer = {
        duration_minutes: Math.min(facts.duration_minutes + more, 1_440),
        streak_days: facts.streak_days + more,
        beneficiaries_count: facts.beneficiaries_count + more,
      };
      const a = calculate({ version: "any", rules }, facts);
      const b = calculate({ version: "any", rules }, { ...facts, ...longer });
      assert.ok(b.xp >= a.xp && b.tokens >= a.tokens && b.credits_minor >= a.credits_minor);
    }),
  );
});

test("the allocation sums to the credits exactly", () => {
  fc.assert(
    fc.property(anyRules, anyFacts, (rules, facts) => {
      const { fund_allocation, credits_minor } = calculate({ version: "any", rules }, facts);
      assert.equal(fund_allocation.local + fund_allocation.national + fund_allocation.global, credits_minor);
    }),
  );
});

test("the same rules and facts give the same calculation, also after a trip through JSON", () => {
  fc.assert(
    fc.property(anyRules, anyFacts, (rules, facts) => {
      const again = (value: unknown) => JSON.parse(JSON.stringify(value));
      const first = calculate({ version: "any", rules }, facts);
      assert.deepEqual(calculate({ version: "any", rules: again(rules) }, again(facts)), first);
      assert.deepEqual(again(first), first);
    }),
  );
});
