import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { randomFrom } from "@oneheart/testing";
import { type Beginner, FAMILY_ERROR, findingsIn } from "../src/rules/insights/findings.ts";
import { normalQuantile } from "../src/rules/insights/normal.ts";
import { differenceInterval, fisherExact, fragility, holm } from "../src/rules/insights/proportions.ts";

const near = (actual: number, expected: number, within = 5e-5) =>
  assert.ok(Math.abs(actual - expected) < within, `${actual}, not ${expected}`);

describe("the statistics of findings", () => {
  it("are those of the books", () => {
    near(normalQuantile(0.975), 1.959964);
    near(normalQuantile(0.001), -3.090232);
    // Fisher's tea tasting, and the textbook example of who diets.
    near(fisherExact({ did: 3, of: 4 }, { did: 1, of: 4 }), 0.4857);
    near(fisherExact({ did: 1, of: 10 }, { did: 11, of: 14 }), 0.002759);
    // Newcombe 1998, table II, example (a), method 10.
    const { low, high } = differenceInterval({ did: 56, of: 70 }, { did: 48, of: 80 }, 0.05);
    near(low, 0.0524);
    near(high, 0.3339);
    assert.deepEqual(
      holm([0.04, 0.01, 0.03, 0.02]).map((p) => Math.round(p * 100) / 100),
      [0.06, 0.04, 0.06, 0.06],
    );
    // One event more in the first group and the p value is over 0.05; one less and it is under.
    const needed = fragility({ did: 10, of: 100 }, { did: 30, of: 100 }, 0.05);
    assert.ok(fisherExact({ did: 10 + needed, of: 100 }, { did: 30, of: 100 }) >= 0.05);
    assert.ok(fisherExact({ did: 9 + needed, of: 100 }, { did: 30, of: 100 }) < 0.05);
  });
});

const kinds = ["clean_up", "mentoring", "heritage", "tree_planting"];

function crowd(random: ReturnType<typeof randomFrom>, size: number, chance: (kind: string) => number): Beginner[] {
  return Array.from({ length: size }, () => {
    const mission_type = random.pick(kinds);
    const did = () => random.below(1000) < chance(mission_type) * 1000;
    return { mission_type, area_id: `area ${random.below(5)}`, returned: did(), second_kind: did() };
  });
}

describe("findings", () => {
  it("are none in random noise, but for the stated rate", () => {
    const random = randomFrom(17);
    const [runs, size] = [400, 600];
    let wrong = 0;
    for (let run = 0; run < runs; run += 1) wrong += findingsIn(crowd(random, size, () => 0.4)).findings.length > 0 ? 1 : 0;
    const most = runs * FAMILY_ERROR + 3 * Math.sqrt(runs * FAMILY_ERROR * (1 - FAMILY_ERROR));
    assert.ok(wrong <= most, `${wrong} of ${runs}`);
  });

  it("are there where there is something, with an interval that holds it", () => {
    const { findings, comparisons } = findingsIn(crowd(randomFrom(3), 2_000, (kind) => (kind === "mentoring" ? 0.6 : 0.3)));
    assert.equal(comparisons, 18);
    const mentoring = findings.find(({ value, outcome }) => value === "mentoring" && outcome === "returned")!;
    assert.ok(mentoring.interval.low < 0.3 && mentoring.interval.high > 0.3 && mentoring.interval.low > 0);
    assert.ok(mentoring.fragility > 20 && mentoring.p < 0.001);
  });

  it("are none of groups under the least sample, and none where fewer than five people did it", () => {
    const small = [...crowd(randomFrom(1), 49, () => 1), ...crowd(randomFrom(2), 30, () => 0)].map((one, at) => ({
      ...one,
      area_id: undefined,
      mission_type: at < 49 ? "a" : "b",
    }));
    assert.deepEqual(findingsIn(small), { findings: [], comparisons: 0, too_few: 4 });
    const few = Array.from({ length: 300 }, (_, at) => ({
      mission_type: at < 150 ? "a" : "b",
      area_id: undefined,
      returned: at < 150,
      second_kind: at < 4,
    }));
    assert.equal(findingsIn(few).comparisons, 0);
    assert.deepEqual(findingsIn([]), { findings: [], comparisons: 0, too_few: 0 });
  });
});
