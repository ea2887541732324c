import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { applyMap, atEvenOdds, fitMap, type Labelled } from "../src/evaluate/fit.ts";
import { heldOut } from "../src/evaluate/held-out.ts";
import { measure } from "../src/evaluate/measure.ts";
import { manifestSchema } from "../src/manifest.ts";

const datasetId = `sha256:${"2".repeat(64)}`;
/** `ratio` fakes to one real picture whose logits overlap, without chance. */
function cases(n: number, ratio: number): Labelled[] {
  const spread = (at: number, of: number) => 4 * (at / of) - 2;
  const reals = Array.from({ length: n }, (_, at) => ({ raw: spread(at, n) - 1, fake: false }));
  const fakes = Array.from({ length: n * ratio }, (_, at) => ({ raw: spread(at, n * ratio) + 1, fake: true }));
  return [...reals, ...fakes];
}

for (const type of ["platt", "isotonic"] as const) {
  test(`at even odds the map does not depend on how many fakes there were: ${type}`, () => {
    const even = cases(200, 1);
    const uneven = cases(200, 4);
    const one = atEvenOdds(fitMap(type, even), even);
    const other = atEvenOdds(fitMap(type, uneven), uneven);
    for (const raw of [-0.6, 0, 0.6]) assert.ok(Math.abs(applyMap(one, raw) - applyMap(other, raw)) < 0.06);
  });

  test(`a map never falls and stays inside 0 and 1: ${type}`, () => {
    const map = atEvenOdds(fitMap(type, cases(100, 2)), cases(100, 2));
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: 0, max: 9, noNaN: true }), (raw, more) => {
        const [low, high] = [applyMap(map, raw), applyMap(map, raw + more)];
        assert.ok(low > 0 && high < 1 && low <= high);
      }),
    );
  });
}

test("the errors told are those on pictures that the map was not fitted to", () => {
  const list = cases(50, 1);
  // One picture that is on the wrong side by far: a map that had seen it would allow for it.
  list[0] = { raw: 50, fake: false };
  const seen = applyMap(fitMap("isotonic", list), 50);
  const unseen = heldOut("isotonic", list).probabilities[0]!;
  assert.ok(unseen > seen);
});

test("an isotonic map is taken only where there are a thousand pictures", () => {
  // Steps, which a straight line of log-odds follows badly.
  const steps = (n: number) =>
    Array.from({ length: n }, (_, at) => ({ raw: (at % 100) / 10, fake: (at * 7) % 10 < (at % 100 < 50 ? 1 : at % 100 < 90 ? 5 : 10) }));
  assert.equal(measure(steps(900), datasetId).calibration.type, "platt");
  const large = measure(steps(4_000), datasetId);
  assert.equal(large.calibration.type, "isotonic");
  assert.ok(manifestSchema.shape.calibration.safeParse(large.calibration).success);
});

test("the rates are counted at or above each threshold, with intervals that hold them", () => {
  const { rates, auc, auc_interval } = measure(cases(100, 1), datasetId);
  assert.ok(auc_interval.lower < auc && auc < auc_interval.upper);
  for (const rate of rates) {
    assert.ok(rate.false_positive_rate <= rate.true_positive_rate);
    assert.ok(
      rate.false_positive_interval.lower <= rate.false_positive_rate + 1e-12 &&
        rate.false_positive_rate < rate.false_positive_interval.upper,
    );
  }
  assert.deepEqual(
    rates.map(({ false_positive_rate }) => false_positive_rate),
    rates.map(({ false_positive_rate }) => false_positive_rate).toSorted((a, b) => b - a),
  );
});
