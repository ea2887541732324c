import assert from "node:assert/strict";
import { test } from "node:test";
import { randomFrom } from "@oneheart/testing";
import { measuredEffect, type ZoneCounts } from "../../src/rules/measured-effect.ts";
import { groupsOf, orderOf, ordersOf, staggerProblem } from "../../src/rules/start-order.ts";

const groups = 4;
const names = Array.from({ length: 16 }, (_, index) => `zone-${index}`);

/** A year of a town: zones of different size that grow and swing together, each also by chance, and more once they started. */
function town(seed: number, effect: number): ZoneCounts[] {
  const random = randomFrom(seed);
  const noise = () => random.below(9) + random.below(9) - 8;
  const order = orderOf(`leaf ${seed}`, "campaign", names);
  const groupOf = groupsOf(order, groups);
  const season = Array.from({ length: groups }, (_, window) => 5 * window + random.below(20));
  return names.map((name) => {
    const group = groupOf[order.indexOf(name)]!;
    const size = 30 + random.below(200);
    const after = season.map((more, window) => size + more + noise() + (group <= window ? effect : 0));
    return { group, before: size + noise(), after };
  });
}

const measured = (effect: number, count: number) =>
  Array.from({ length: count }, (_, seed) => measuredEffect(town(seed + 1, effect), `seed ${seed}`, 199)!);

test("an effect that was simulated is recovered, and its interval has it about as often as it says", () => {
  const found = measured(12, 120);
  const mean = found.reduce((sum, { effect }) => sum + effect, 0) / found.length;
  assert.ok(Math.abs(mean - 12) < 0.5, `on average ${mean}`);
  const covered = found.filter(({ low, high }) => low <= 12 && high >= 12).length / found.length;
  assert.ok(covered >= 0.9 && covered <= 0.99, `${covered} of the intervals have it`);
  const seen = found.filter(({ low }) => low > 0).length / found.length;
  assert.ok(seen > 0.95, `${seen} of them exclude that nothing changed`);
});

test("where nothing was changed, nothing is found", () => {
  const found = measured(0, 120);
  const mistaken = found.filter(({ low, high }) => low > 0 || high < 0).length / found.length;
  assert.ok(mistaken <= 0.1, `${mistaken} of the intervals exclude nothing`);
  assert.ok(Math.abs(found.reduce((sum, { effect }) => sum + effect, 0) / found.length) < 0.5);
});

test("what grows everywhere alike is no effect", () => {
  const zones = town(5, 0).map(({ group, before }) => ({ group, before, after: [before + 50, before + 80, before + 90] }));
  const { effect, low, high } = measuredEffect(zones, "seed")!;
  assert.deepEqual([effect, low, high], [0, 0, 0]);
});

test("without a window in which some had started and others not, nothing is measured", () => {
  const zones = town(1, 5).map((zone) => ({ ...zone, after: [] }));
  assert.equal(measuredEffect(zones, "seed"), undefined);
  assert.equal(
    measuredEffect(
      [
        { group: 0, before: 1, after: [5] },
        { group: 1, before: 1, after: [1] },
      ],
      "seed",
    ),
    undefined,
  );
});

test("the same draw gives the same order, another one another, and each zone stands in one group", () => {
  assert.deepEqual(orderOf("a", "c", names), orderOf("a", "c", [...names].reverse()));
  assert.notDeepEqual(orderOf("a", "c", names), orderOf("b", "c", names));
  assert.notDeepEqual(orderOf("a", "c", names), orderOf("a", "d", names));
  assert.deepEqual(orderOf("a", "c", names).toSorted(), names.toSorted());
  assert.deepEqual(groupsOf(["a", "b", "c", "d", "e"], 2), [0, 0, 0, 1, 1]);
  // Each zone is about as often first as any other.
  const first = Map.groupBy(
    Array.from({ length: 3_200 }, (_, seed) => orderOf(`${seed}`, "c", names)[0]!),
    (name) => name,
  );
  for (const name of names) assert.ok(Math.abs(first.get(name)!.length - 200) < 60, name);
});

test("chance must have enough to choose from, and time for every group", () => {
  assert.deepEqual([ordersOf(6, 2), ordersOf(8, 2), ordersOf(4, 4), ordersOf(2, 3)], [20, 70, 24, 0]);
  const now = new Date("2026-03-01T00:00:00Z");
  const plan = { groups: 2, days_apart: 14 };
  const places = {
    ...{ zone_ids: names, mission_ids: [] as string[] },
    ...{ starts_at: new Date("2026-03-10T00:00:00Z"), ends_at: new Date("2026-06-01T00:00:00Z") },
  };
  assert.equal(staggerProblem(plan, places, now), undefined);
  assert.equal(staggerProblem(plan, { ...places, zone_ids: names.slice(0, 6) }, now), "too_few_orders");
  assert.equal(staggerProblem(plan, { ...places, mission_ids: ["m"] }, now), "zones_only");
  assert.equal(staggerProblem(plan, { ...places, starts_at: now }, now), "starts_too_soon");
  assert.equal(staggerProblem(plan, { ...places, ends_at: new Date("2026-03-20T00:00:00Z") }, now), "too_short");
});
