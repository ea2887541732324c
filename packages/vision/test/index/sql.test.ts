import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hashBits, hashFromBits, withinProbedDistance } from "../../src/index.ts";
import { storedKeys } from "../../src/pdq/search/keys.ts";
import { withinDistance } from "../../src/pdq/search/sql.ts";
import { hashFromHex } from "../support/hex.ts";

const hash = hashFromHex("54559fd722004aaa5aaad3fe9600d46e15fff5801d8fd11f1dbcf5b81db0c130");

test("the bits in SQL are those of the hexadecimal form", () => {
  assert.equal(BigInt(`0b${hashBits(hash)}`).toString(16), "54559fd722004aaa5aaad3fe9600d46e15fff5801d8fd11f1dbcf5b81db0c130");
});

test("a hash written in bits is read back, and what is none is refused", () => {
  assert.deepEqual(hashFromBits(hashBits(hash)), hash);
  for (const text of ["", "01", "2".repeat(256)]) assert.throws(() => hashFromBits(text), RangeError);
});

test("any two hashes at 31 or less share a looked-up key with a stored one", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { maxLength: 31 }), (bits) => {
      const other = hash.slice();
      for (const bit of bits) other[bit >>> 5]! ^= 1 << (bit & 31);
      const stored = storedKeys(other);
      const [probed] = withinProbedDistance(hash, 31).values as [number[]];
      assert.ok(stored.some((key) => probed.includes(key)));
    }),
  );
});

test("parameters are numbered from where the caller's end", () => {
  assert.equal(withinDistance(hash, 75, 4).text, "bit_count(pdq # $4::bit(256)) <= $5");
  assert.equal(withinProbedDistance(hash, 31, 2).text, "pdq_keys && (SELECT $2::integer[]) AND bit_count(pdq # $3::bit(256)) <= $4");
});

test("a distance at which the index would miss some is refused", () => {
  assert.throws(() => withinProbedDistance(hash, 32), RangeError);
});
