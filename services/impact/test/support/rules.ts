import { ImpactRules } from "@oneheart/contracts";
import fc from "fast-check";
import type { RuleSet } from "../../src/rules/calculate.ts";
import type { CalculationFacts } from "../../src/rules/calculation.ts";

/** Rules under which every factor of `plainFacts` is 1, so that a test changes one thing at a time. */
export const plainRules: ImpactRules = ImpactRules.parse({
  duration: { min_bps: 5_000, max_bps: 20_000 },
  quest_type: { daily: 10_000, story: 12_000, community: 15_000, ascension: 20_000 },
  level: { per_level_bps: 100, max_bps: 15_000 },
  streak: { per_day_bps: 200, max_bps: 12_000 },
  community: { at_goal_bps: 12_500 },
  difficulty: { per_level_bps: 1_000 },
  total_max_bps: 50_000,
  credits: { per_xp_minor: 40, per_beneficiary_minor: 50, max_beneficiaries: 1_000 },
  allocation_bps: { local: 6_000, national: 3_000, global: 1_000 },
});

export const plainRuleSet: RuleSet = { version: "plain", rules: plainRules };

export const plainFacts: CalculationFacts = {
  base_xp: 100,
  base_tokens: 10,
  quest_type: "daily",
  expected_minutes: 60,
  duration_minutes: 60,
  beneficiaries_count: 0,
  difficulty_level: 1,
  player_level: 1,
  streak_days: 0,
  zone_factor_bps: 10_000,
  community_goal: null,
  community_progress: 0,
};

const bps = fc.integer({ min: 0, max: 100_000 });
const bounds = fc.tuple(bps, bps).map(([a, b]) => ({ min_bps: Math.min(a, b), max_bps: Math.max(a, b) }));
const allocation = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }))
  .map(([a, b]) => ({ local: Math.min(a, b), national: Math.abs(a - b), global: 10_000 - Math.max(a, b) }));

/** Any rule set that the contract accepts. */
export const anyRules: fc.Arbitrary<ImpactRules> = fc.record({
  duration: bounds,
  quest_type: fc.record({ daily: bps, story: bps, community: bps, ascension: bps }),
  level: fc.record({ per_level_bps: bps, max_bps: bps }),
  streak: fc.record({ per_day_bps: bps, max_bps: bps }),
  community: fc.record({ at_goal_bps: bps }),
  difficulty: fc.record({ per_level_bps: bps }),
  total_max_bps: bps,
  credits: fc.record({
    per_xp_minor: fc.integer({ min: 0, max: 10_000 }),
    per_beneficiary_minor: fc.integer({ min: 0, max: 10_000 }),
    max_beneficiaries: fc.integer({ min: 0, max: 100_000 }),
  }),
  allocation_bps: allocation,
  badges: fc.constant(plainRules.badges),
});

/** Any facts that the contract accepts. */
export const anyFacts: fc.Arbitrary<CalculationFacts> = fc.record({
  base_xp: fc.integer({ min: 0, max: 10_000 }),
  base_tokens: fc.integer({ min: 0, max: 1_000 }),
  quest_type: fc.constantFrom("daily", "story", "community", "ascension"),
  expected_minutes: fc.integer({ min: 1, max: 1_440 }),
  duration_minutes: fc.integer({ min: 1, max: 1_440 }),
  beneficiaries_count: fc.integer({ min: 0, max: 100_000 }),
  difficulty_level: fc.integer({ min: 1, max: 10 }),
  player_level: fc.integer({ min: 1, max: 100_000 }),
  streak_days: fc.integer({ min: 0, max: 100_000 }),
  zone_factor_bps: bps,
  community_goal: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
  community_progress: fc.integer({ min: 0, max: 2_000_000 }),
});
