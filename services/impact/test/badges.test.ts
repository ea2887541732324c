import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { assess } from "../src/rules/assess.ts";
import { type BadgeCounts, earnedBadges, missionKey } from "../src/rules/badges.ts";
import { plainFacts, plainRuleSet, plainRules } from "./support/rules.ts";

const nothing: BadgeCounts = { actions: 2, beneficiaries: 0, streak_days: 1, level: 1, missions: {}, held: ["first_step"] };
const earned = (change: Partial<BadgeCounts>) => earnedBadges(plainRules.badges, { ...nothing, ...change });

const tables: Array<[given: Partial<BadgeCounts>, badges: string[]]> = [
  [{}, []],
  [{ actions: 1, held: [] }, ["first_step"]],
  [{ streak_days: 6 }, []],
  [{ streak_days: 7 }, ["streak_7"]],
  [{ streak_days: 30, held: ["first_step", "streak_7"] }, ["streak_30"]],
  [{ level: 4 }, []],
  [{ level: 12 }, ["level_5", "level_10"]],
  [{ missions: { cleanup: 9, teaching: 5 } }, []],
  [{ missions: { cleanup: 6, tree_planting: 4 } }, ["eco_warrior"]],
  [{ beneficiaries: 99 }, []],
  [{ beneficiaries: 100 }, ["helper_100"]],
  [{ missions: { teaching: 4, mentoring: 6 } }, ["mentor"]],
  [{ missions: { cleanup: 60 }, held: ["first_step", "eco_warrior"] }, []],
];
for (const [given, badges] of tables) {
  test(`${JSON.stringify(given)} earns ${badges.length === 0 ? "no badge" : badges.join(" and ")}`, () => {
    assert.deepEqual(earned(given), badges);
  });
}

test("a badge that is held is never earned again, and none is earned twice at once", () => {
  const counts = fc.record({
    actions: fc.nat(100),
    beneficiaries: fc.nat(200),
    streak_days: fc.nat(100),
    level: fc.nat(100),
    missions: fc.dictionary(fc.constantFrom("cleanup", "teaching", "recycling", "constructor", "__proto__"), fc.nat(20)),
    held: fc.subarray(plainRules.badges.map((rule) => rule.badge_type)),
  });
  fc.assert(
    fc.property(counts, (given) => {
      const badges = earnedBadges([...plainRules.badges, ...plainRules.badges], given);
      assert.equal(new Set(badges).size, badges.length);
      assert.ok(badges.every((badge) => !given.held.includes(badge)));
      assert.deepEqual(earnedBadges(plainRules.badges, { ...given, held: [...given.held, ...badges] }), []);
    }),
  );
});

test("a mission type counts however people write it", () => {
  for (const written of ["tree_planting", "Tree planting", " TREE-PLANTING "]) assert.equal(missionKey(written), "tree_planting");
});

test("the level that an action reaches counts for its own badges", () => {
  const facts = {
    calculation: plainFacts,
    mission_type: "cleanup",
    action_day: "2025-06-01",
    actions: 3,
    beneficiaries: 0,
    missions: {},
    badges_held: [],
  };
  const before = assess(plainRuleSet, { ...facts, xp_before: 899 });
  assert.deepEqual([before.level_before, before.level_after, before.calculation.badges], [4, 4, ["first_step"]]);
  const reached = assess(plainRuleSet, { ...facts, xp_before: 900 });
  assert.deepEqual([reached.level_before, reached.level_after, reached.calculation.badges], [4, 5, ["first_step", "level_5"]]);
});
