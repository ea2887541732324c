import assert from "node:assert/strict";
import { test } from "node:test";
import { normal, seededRandom } from "@oneheart/simulation";
import fc from "fast-check";
import { median } from "../src/index.ts";
import { countScaleMin, medianAbsoluteDeviation, robustScale, robustZ } from "../src/robust/robust.ts";
import { refusal } from "./support/refusal.ts";

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });
const whole = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });

test("the median and its deviation are the textbook ones", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9]), 1);
});

test("half of the values lie on either side of the median, and moving one far away hardly moves it", () => {
  fc.assert(
    fc.property(values, (sample) => {
      const middle = median(sample);
      assert.ok(sample.filter((value) => value < middle).length <= sample.length / 2);
      assert.ok(sample.filter((value) => value > middle).length <= sample.length / 2);
      if (sample.length < 3) return;
      const outlying = median([...sample.slice(1), 1e9]);
      assert.ok(outlying <= Math.max(...sample));
    }),
  );
});

test("the scale estimates a normal standard deviation, without bias in samples of 5 as of 50", () => {
  const random = seededRandom(7);
  for (const n of [5, 9, 50]) {
    let sum = 0;
    for (let round = 0; round < 4000; round += 1) sum += robustScale(Array.from({ length: n }, () => 3 * normal(random)));
    assert.ok(Math.abs(sum / 4000 - 3) < 0.1, `n = ${n}: ${sum / 4000}`);
  }
});

test("the scale follows the unit and ignores the origin", () => {
  fc.assert(
    fc.property(whole, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -50, max: 50 }), (sample, factor, shift) => {
      const scaled = robustScale(sample.map((value) => factor * value + shift));
      assert.ok(Math.abs(scaled - factor * robustScale(sample)) <= 1e-6 * (1 + scaled));
    }),
  );
});

test("a sample of equal counts does not make one more look extreme", () => {
  const finding = robustZ(3, Array(20).fill(2), countScaleMin(Array(20).fill(2)));
  assert.ok(finding.status === "ok" && finding.z < 1);
  const burst = robustZ(30, Array(20).fill(2), countScaleMin(Array(20).fill(2)));
  assert.ok(burst.status === "ok" && burst.z > 15);
});

test("too small a sample says so instead of giving a score", () => {
  assert.deepEqual(robustZ(9, [1, 2, 3], 1), { status: "too_few", n: 3, needed: 8 });
});

test("nothing, and what is no number, is refused", () => {
  assert.throws(() => median([]), refusal("empty"));
  assert.throws(() => median([1, Number.NaN]), refusal("number_invalid"));
  assert.throws(() => robustZ(1, [1], 0), refusal("number_invalid"));
});
