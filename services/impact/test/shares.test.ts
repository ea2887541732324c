import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sharesOf } from "../src/rules/shares.ts";

test("shares sum to 10,000 and are within one of the exact share", () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 1, maxLength: 6 }), (amounts) => {
      const sum = amounts.reduce((total, amount) => total + amount, 0n);
      const shares = sharesOf(amounts);
      assert.equal(
        shares.reduce((total, share) => total + share, 0),
        sum === 0n ? 0 : 10_000,
      );
      for (const [index, amount] of amounts.entries()) {
        const off = BigInt(shares[index]!) * sum - amount * 10_000n;
        assert.ok(sum === 0n || (off > -sum && off < sum));
      }
    }),
  );
});

test("equal remainders go to the earlier one", () => assert.deepEqual(sharesOf([1n, 1n, 1n]), [3_334, 3_333, 3_333]));
