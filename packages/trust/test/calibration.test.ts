import assert from "node:assert/strict";
import { test } from "node:test";
import { normal, type Random, seededRandom } from "@oneheart/simulation";
import fc from "fast-check";
import { poolAdjacentViolators } from "../src/calibration/isotonic.ts";
import { fitLogistic } from "../src/calibration/logistic.ts";
import { reliabilityTable } from "../src/calibration/metrics.ts";
import { refittedWeight } from "../src/calibration/model.ts";
import {
  applyIsotonic,
  applyPlatt,
  areaUnderCurve,
  brierScore,
  calibrate,
  calibratedProbability,
  expectedCalibrationError,
  fitIsotonic,
  fitPlatt,
  type LabelledCase,
  sigmoid,
  wilson,
} from "../src/index.ts";
import { refusal } from "./support/refusal.ts";

const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected} ± ${within}`);
const scored = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { minLength: 2, maxLength: 60 });

test("Wilson's interval gives the published values", () => {
  const cases = [
    [8, 10, 0.4902, 0.9433],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [15, 148, 0.0624, 0.1605],
    [81, 263, 0.2553, 0.3662],
  ] as const;
  for (const [successes, n, lower, upper] of cases) {
    near(wilson(successes, n).lower, lower, 6e-5);
    near(wilson(successes, n).upper, upper, 6e-5);
  }
  assert.deepEqual(wilson(0, 0), { lower: 0, upper: 1 });
  assert.throws(() => wilson(3, 2), refusal("number_invalid"));
});

test("Wilson's interval holds the share, lies within 0 to 1, mirrors, and narrows with more cases", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const successes = Math.round(share * n);
      const { lower, upper } = wilson(successes, n);
      assert.ok(0 <= lower && lower <= successes / n + 1e-12 && successes / n <= upper + 1e-12 && upper <= 1);
      near(wilson(n - successes, n).lower, 1 - upper, 1e-12);
      const more = wilson(4 * successes, 4 * n);
      assert.ok(more.upper - more.lower < upper - lower);
    }),
  );
});

test("pooling adjacent violators gives the textbook fit", () => {
  const y = [1, 2, 3, 3, 1, 6, 7, 8, 11, 9, 10, 12];
  const fit = poolAdjacentViolators([...y.keys()], y).flatMap(({ from, to, mean }) => Array<number>(to - from + 1).fill(mean));
  const third = 7 / 3;
  assert.deepEqual(fit, [1, 2, third, third, third, 6, 7, 8, 10, 10, 10, 12]);
  assert.deepEqual(
    poolAdjacentViolators([1, 2, 3], [9, 0, 0], [1, 1, 2]).map(({ mean }) => mean),
    [2.25],
  );
  assert.deepEqual(
    poolAdjacentViolators([5, 5, 4], [1, 0, 0]).map(({ mean }) => mean),
    [0, 0.5],
  );
});

test("an isotonic fit keeps the weighted mean, never falls, and no monotone change of it fits better", () => {
  fc.assert(
    fc.property(scored, (cases) => {
      const [x, y] = [cases.map(([score]) => score), cases.map(([, label]) => (label ? 1 : 0))];
      const blocks = poolAdjacentViolators(x, y);
      const at = (score: number) => blocks.find(({ from, to }) => from <= score && score <= to)!.mean;
      near(
        blocks.reduce((sum, { mean, weight }) => sum + mean * weight, 0),
        y.reduce<number>((sum, value) => sum + value, 0),
        1e-9,
      );
      for (let index = 1; index < blocks.length; index += 1) assert.ok(blocks[index]!.mean > blocks[index - 1]!.mean);
      const loss = (of: (score: number) => number) => x.reduce((sum, score, index) => sum + (of(score) - y[index]!) ** 2, 0);
      for (const knee of new Set(x))
        for (const shift of [-0.01, 0.01]) {
          const other = (score: number) => at(score) + (shift > 0 ? (score >= knee ? shift : 0) : score <= knee ? shift : 0);
          assert.ok(loss(at) <= loss(other) + 1e-9);
        }
    }),
  );
});

test("an isotonic map never falls and is never certain", () => {
  fc.assert(
    fc.property(scored, fc.array(fc.double({ min: -5, max: 30, noNaN: true }), { minLength: 2, maxLength: 20 }), (cases, inputs) => {
      const map = fitIsotonic(
        cases.map(([score]) => score),
        cases.map(([, label]) => label),
      );
      const outputs = inputs.sort((a, b) => a - b).map((input) => applyIsotonic(map, input));
      for (let index = 0; index < outputs.length; index += 1) {
        assert.ok(outputs[index]! > 0 && outputs[index]! < 1);
        if (index > 0) assert.ok(outputs[index]! >= outputs[index - 1]! - 1e-12);
      }
    }),
  );
});

test("logistic regression finds the maximum likelihood of the example of hours studied and passed exams", () => {
  const hours = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
  const passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1].map((each) => each === 1);
  const model = fitLogistic(
    hours.map((each) => [each]),
    passed,
    { l2: 0 },
  );
  near(model.coefficients[0]!, 1.5046, 1e-3);
  near(model.intercept, -4.0777, 1e-3);
  near(sigmoid(model.intercept + 2 * model.coefficients[0]!), 0.25, 0.01);
});

test("the prior holds where data say nothing, a penalty keeps separable data finite, and no factor goes below 0 if it may not", () => {
  const labels = [true, true, false, false];
  const constant = fitLogistic([[0], [0], [0], [0]], labels, { l2: 1, prior: [1] });
  assert.deepEqual([constant.coefficients[0], Math.abs(constant.intercept) < 1e-9], [1, true]);
  const separable = fitLogistic([[2], [1], [-1], [-2]], labels, { l2: 1 });
  assert.ok(separable.coefficients[0]! > 0 && separable.coefficients[0]! < 5);
  const turned = [[-2], [-1], [1], [2]];
  assert.ok(fitLogistic(turned, labels, { l2: 1 }).coefficients[0]! < 0);
  assert.equal(fitLogistic(turned, labels, { l2: 1, nonNegative: true }).coefficients[0], 0);
});

test("a row of importance 2 counts as two rows", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.boolean(), fc.boolean()), { minLength: 4, maxLength: 20 }),
      (cases) => {
        const rows = cases.map(([x]) => [x]);
        const labels = cases.map(([, label]) => label);
        const twice = cases.filter(([, , double]) => double);
        const importance = cases.map(([, , double]) => (double ? 2 : 1));
        const one = fitLogistic(rows, labels, { l2: 1, importance });
        const other = fitLogistic([...rows, ...twice.map(([x]) => [x])], [...labels, ...twice.map(([, label]) => label)], { l2: 1 });
        near(one.coefficients[0]!, other.coefficients[0]!, 1e-3);
      },
    ),
    { numRuns: 50 },
  );
});

test("lists that do not fit, and nothing, are refused", () => {
  assert.throws(() => fitLogistic([], [], { l2: 1 }), refusal("empty"));
  assert.throws(() => fitLogistic([[1], [1, 2]], [true, false], { l2: 1 }), refusal("length_mismatch"));
  assert.throws(() => fitLogistic([[Number.NaN]], [true], { l2: 1 }), refusal("number_invalid"));
  assert.throws(() => areaUnderCurve([1, 2], [true, true]), refusal("empty"));
  assert.throws(() => fitPlatt([1], [true]), refusal("empty"));
  assert.throws(() => poolAdjacentViolators([1], [1, 2]), refusal("length_mismatch"));
});

test("Platt's map recovers the sigmoid that labels were drawn from, and stays finite on separable scores", () => {
  const random = seededRandom(5);
  const scores = Array.from({ length: 5000 }, () => 2 * normal(random));
  const map = fitPlatt(
    scores,
    scores.map((score) => random() < sigmoid(1.5 * score - 0.5)),
  );
  near(map.slope, 1.5, 0.12);
  near(map.intercept, -0.5, 0.12);
  const separable = applyPlatt(fitPlatt([1, 2, 3, 4], [false, false, true, true]), 4);
  assert.ok(separable > 0.6 && separable < 1);
});

test("the metrics give values worked out by hand", () => {
  const labels = [false, false, true, true];
  assert.equal(brierScore([0, 0.5, 0.5, 1], labels), 0.125);
  assert.equal(areaUnderCurve([0.1, 0.4, 0.35, 0.8], labels), 0.75);
  assert.equal(areaUnderCurve([1, 1, 1, 1], labels), 0.5);
  near(expectedCalibrationError([0.05, 0.05, 0.75, 0.75], [false, false, true, false]), 0.15, 1e-12);
  assert.deepEqual(
    reliabilityTable([0.05, 0.75, 0.75, 1], labels).map(({ n, said, came_true }) => [n, said, came_true]),
    [
      [1, 0.05, 0],
      [2, 0.75, 0.5],
      [1, 1, 1],
    ],
  );
});

test("the area under the curve is the share of pairs in the right order", () => {
  fc.assert(
    fc.property(scored, (cases) => {
      const [scores, labels] = [cases.map(([score]) => score), cases.map(([, label]) => label)];
      fc.pre(labels.includes(true) && labels.includes(false));
      let right = 0;
      let pairs = 0;
      for (const [a, one] of cases)
        for (const [b, other] of cases)
          if (one && !other) {
            pairs += 1;
            right += a > b ? 1 : a === b ? 0.5 : 0;
          }
      near(areaUnderCurve(scores, labels), right / pairs, 1e-12);
    }),
  );
});

function drawCases(n: number, random: Random): LabelledCase[] {
  return Array.from({ length: n }, () => {
    const signals = [
      { code: "true_to_weight", weight: random() < 0.5 ? 1500 : -1500 },
      { code: "overstated", weight: random() < 0.5 ? 2000 : -2000 },
      { code: "backwards", weight: random() < 0.5 ? 1000 : -1000 },
      { code: "noise", weight: Math.round(500 * normal(random)) },
    ];
    const [one, two, three] = signals as [(typeof signals)[0], (typeof signals)[0], (typeof signals)[0]];
    return { signals, authentic: random() < sigmoid((one.weight + 0.25 * two.weight - 0.5 * three.weight) / 1000 + 0.5) };
  });
}

test("calibration finds how much each signal is worth, and silences one that speaks for the opposite", () => {
  const calibration = calibrate(drawCases(6000, seededRandom(11)), "test");
  assert.ok(calibration.status === "calibrated");
  const { factors, base, n } = calibration.model;
  near(factors.true_to_weight!, 1000, 150);
  near(factors.overstated!, 250, 80);
  assert.equal(factors.backwards, 0);
  assert.ok(factors.noise! < 250);
  near(base, 500, 150);
  assert.equal(n, 6000);
});

test("calibrated probabilities come true on cases that were held out", () => {
  const random = seededRandom(12);
  const calibration = calibrate(drawCases(2000, random), "test");
  assert.ok(calibration.status === "calibrated");
  const fresh = drawCases(8000, random);
  const said = fresh.map(({ signals }) => calibratedProbability(calibration.model, signals));
  const error = expectedCalibrationError(
    said,
    fresh.map(({ authentic }) => authentic),
  );
  assert.ok(error <= 0.05, String(error));
});

test("with 499 labels, or with hardly any of one kind, the answer is uncalibrated", () => {
  const cases = drawCases(500, seededRandom(13));
  assert.deepEqual(calibrate(cases.slice(1), "test"), { status: "uncalibrated", reason: "too_few_labels", n: 499, needed: 500 });
  const oneSided = cases.map((each, index) => ({ ...each, authentic: index >= 24 }));
  assert.deepEqual(calibrate(oneSided, "test"), { status: "uncalibrated", reason: "too_few_of_one_label", n: 24, needed: 25 });
});

test("the same labels give the same model, which survives JSON with the same scores", () => {
  const cases = drawCases(600, seededRandom(14));
  const [one, other] = [calibrate(cases, "test"), calibrate(structuredClone(cases), "test")];
  assert.deepEqual(one, other);
  assert.ok(one.status === "calibrated");
  const stored = JSON.parse(JSON.stringify(one.model)) as typeof one.model;
  assert.deepEqual(stored, one.model);
  for (const { signals } of cases) assert.equal(calibratedProbability(stored, signals), calibratedProbability(one.model, signals));
});

test("no refitted weight goes beyond the cap, and a signal without a factor keeps its weight", () => {
  const factors = { base: 0, factors: { loud: 3000 }, signal_max: 4000 };
  assert.equal(refittedWeight(factors, { code: "loud", weight: 2000 }), 4000);
  assert.equal(refittedWeight(factors, { code: "loud", weight: -9000 }), -4000);
  assert.equal(refittedWeight(factors, { code: "new", weight: 700 }), 700);
  assert.equal(refittedWeight(factors, { code: "constructor", weight: 700 }), 700);
});
