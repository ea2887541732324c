import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ReturnValues, type RoiOutcome, socialReturn } from "@oneheart/contracts";
import { type Assumptions, returnRange, unorderedAt } from "../../src/rules/roi.ts";

/** 100 actions at 50.00, a fifth of which would have happened anyway, a tenth was only moved, three quarters are the programme's. */
const values: ReturnValues["outcomes"][number] = {
  ...{ proxy_minor: 5_000, deadweight_bps: 2_000, displacement_bps: 1_000, attribution_bps: 7_500, drop_off_bps: 5_000 },
};
const returned = (years: number, discount_bps: number, over: Partial<typeof values> = {}) =>
  socialReturn([{ quantity: 100, years }], { discount_bps, outcomes: [{ ...values, ...over }] }, 135_000);

describe("the social return, worked by hand after the Guide's steps,", () => {
  it("is quantity × proxy, less deadweight and displacement, by attribution", () => {
    // 100 × 5,000 = 500,000; × 0.8 = 400,000; × 0.9 = 360,000; × 0.75 = 270,000: two for one.
    assert.deepEqual(returned(1, 0), { value_minor: 270_000, ratio_bps: 20_000 });
  });

  it("drops off from the second year on", () => {
    // 270,000 + 135,000 + 67,500 = 472,500.
    assert.deepEqual(returned(3, 0), { value_minor: 472_500, ratio_bps: 35_000 });
  });

  it("is discounted from the first year on", () => {
    // 270,000/1.035 + 135,000/1.071225 + 67,500/1.108717875 = 260,869.57 + 126,023.94 + 60,881.13 = 447,774.64.
    assert.deepEqual(returned(3, 350), { value_minor: 447_775, ratio_bps: 33_168 });
  });

  it("is nothing where all would have happened anyway, was moved, or is due to others", () => {
    for (const all of [{ deadweight_bps: 10_000 }, { displacement_bps: 10_000 }, { attribution_bps: 0 }])
      assert.equal(returned(5, 350, all).value_minor, 0);
    // What drops off at once is the first year's alone.
    assert.equal(returned(5, 0, { drop_off_bps: 10_000 }).value_minor, 270_000);
  });

  it("is the sum of its outcomes", () => {
    const two = socialReturn(
      [
        { quantity: 100, years: 1 },
        { quantity: 10, years: 1 },
      ],
      { discount_bps: 0, outcomes: [values, { ...values, proxy_minor: 10_000 }] },
      135_000,
    );
    // 270,000 + 10 × 10,000 × 0.54 = 324,000.
    assert.deepEqual(two, { value_minor: 324_000, ratio_bps: 24_000 });
  });
});

const cases = (low: number, base: number, high: number) => ({ low, base, high, source: "made for the test" });
const outcome: RoiOutcome = {
  ...{ name: "Cleaner canals", counts: "actions", years: 1 },
  proxy: cases(4_000, 5_000, 6_000),
  deadweight: cases(3_000, 2_000, 1_000),
  displacement: cases(1_000, 1_000, 1_000),
  attribution: cases(7_500, 7_500, 7_500),
  drop_off: cases(5_000, 5_000, 5_000),
};
const assumptions: Assumptions = { discount: cases(0, 0, 0), outcomes: [outcome] };

describe("the range of a social return", () => {
  const { result, sensitivity } = returnRange(assumptions, { actions: 100, people: 0 }, 135_000);

  it("has all assumptions at their worst in the low case and at their best in the high one", () => {
    // Low: 100 × 4,000 × 0.7 × 0.9 × 0.75 = 189,000. High: 100 × 6,000 × 0.9 × 0.9 × 0.75 = 364,500.
    assert.deepEqual([result.low.value_minor, result.base.value_minor, result.high.value_minor], [189_000, 270_000, 364_500]);
  });

  it("says what each assumption alone changes, the one that matters most first", () => {
    assert.deepEqual(sensitivity.slice(0, 2), [
      // 100 × 4,000 × 0.54 = 216,000 and 100 × 6,000 × 0.54 = 324,000.
      { outcome: 0, assumption: "proxy", low_ratio_bps: 16_000, high_ratio_bps: 24_000 },
      // 500,000 × 0.7 × 0.675 = 236,250 and 500,000 × 0.9 × 0.675 = 303,750.
      { outcome: 0, assumption: "deadweight", low_ratio_bps: 17_500, high_ratio_bps: 22_500 },
    ]);
    assert.ok(sensitivity.slice(2).every((one) => one.low_ratio_bps === 20_000 && one.high_ratio_bps === 20_000));
  });

  it("needs cases in order: the low one is worth the least", () => {
    assert.equal(unorderedAt(assumptions), undefined);
    const wrong = { ...assumptions, outcomes: [outcome, { ...outcome, deadweight: cases(1_000, 2_000, 3_000) }] };
    assert.deepEqual(unorderedAt(wrong), { outcome: 1, assumption: "deadweight" });
    assert.deepEqual(unorderedAt({ ...assumptions, discount: cases(100, 200, 300) }), { outcome: null, assumption: "discount" });
    assert.deepEqual(unorderedAt({ ...assumptions, outcomes: [{ ...outcome, proxy: cases(3, 2, 1) }] })?.assumption, "proxy");
  });
});
