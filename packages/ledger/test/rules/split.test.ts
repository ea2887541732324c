import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { splitByLargestRemainder } from "../../src/index.ts";

/** Weights that sum to 10,000: the gaps between sorted cuts. */
const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 8 }).map((cuts) => {
  const edges = [0, ...cuts.sort((a, b) => a - b), 10_000];
  return edges.slice(1).map((edge, index) => edge - edges[index]!);
});

describe("splitByLargestRemainder", () => {
  it("gives parts that sum exactly to the amount, each within one unit of its exact share", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), weights, (amount, bps) => {
        const parts = splitByLargestRemainder(amount, bps);
        assert.equal(
          parts.reduce((sum, part) => sum + part, 0n),
          amount,
        );
        for (const [index, part] of parts.entries()) {
          const difference = part * 10_000n - amount * BigInt(bps[index]!);
          assert.ok(difference > -10_000n && difference < 10_000n);
        }
      }),
    );
  });

  it("gives a weight of zero nothing", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), weights, (amount, bps) => {
        const parts = splitByLargestRemainder(amount, bps);
        assert.ok(parts.every((part, index) => bps[index] !== 0 || part === 0n));
      }),
    );
  });

  it("gives the leftover units to the largest remainders, and among equals to the earlier part", () => {
    assert.deepEqual(splitByLargestRemainder(10n, [5000, 3000, 2000]), [5n, 3n, 2n]);
    assert.deepEqual(splitByLargestRemainder(1n, [3333, 3334, 3333]), [0n, 1n, 0n]);
    assert.deepEqual(splitByLargestRemainder(3n, [5000, 5000]), [2n, 1n]);
  });

  it("refuses weights that do not sum to 10,000, broken weights and negative amounts", () => {
    assert.throws(() => splitByLargestRemainder(1n, [5000, 4999]), RangeError);
    assert.throws(() => splitByLargestRemainder(1n, [10_001, -1]), RangeError);
    assert.throws(() => splitByLargestRemainder(1n, [9999.5, 0.5]), RangeError);
    assert.throws(() => splitByLargestRemainder(-1n, [10_000]), RangeError);
    assert.throws(() => splitByLargestRemainder(1n, []), RangeError);
  });
});
