import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hamming } from "../../src/pdq/hamming.ts";
import { pdq } from "../../src/pdq/hash.ts";
import { hashFromHex, hashToHex } from "../support/hex.ts";
import { pattern } from "./patterns.ts";

/** What Facebook's own code (through the Python package pdqhash 0.2.8) gives for the same pictures. */
const reference = [
  { width: 512, height: 384, hex: "54559fd722004aaa5aaad3fe9600d46e15fff5801d8fd11f1dbcf5b81db0c130", quality: 100 },
  { width: 333, height: 500, hex: "52ff7d0a517affc052c2281f52b5eeb012a3eaa712a7aeae52ac6eac12a46ea0", quality: 100 },
  { width: 200, height: 131, hex: "b69a5555a2da6baad451a92552aab525ea5114ae495ba2b5492b1456ebadb6da", quality: 100 },
  { width: 64, height: 64, hex: "3d9dbc157c0054017c850001b00db22f881f907f803f557f20ff5d5f6aff557f", quality: 0 },
  { width: 1280, height: 853, hex: "00a0005106fc1ff61fff7fff7fff7ff0ff80ff80fe007c00fc00f800f8007800", quality: 100 },
];

for (const { width, height, hex, quality } of reference) {
  test(`a picture of ${width} × ${height} has the hash and the quality that the reference gives it`, () => {
    const { hash, quality: found } = pdq(pattern(width, height));
    assert.equal(hashToHex(hash), hex);
    assert.equal(found, quality);
  });
}

test("a part of a picture has the hash of that part alone", () => {
  const whole = pattern(300, 200);
  const region = { left: 40, top: 30, width: 150, height: 120 };
  const data = new Uint8Array(region.width * region.height);
  for (let y = 0; y < region.height; y += 1) {
    for (let x = 0; x < region.width; x += 1) data[y * region.width + x] = whole.data[(y + region.top) * whole.width + x + region.left]!;
  }
  assert.deepEqual(pdq(whole, region), pdq({ width: region.width, height: region.height, data }));
});

test("a picture of one colour has quality 0", () => {
  for (const side of [1, 2, 63, 64, 100])
    assert.equal(pdq({ width: side, height: side, data: new Uint8Array(side * side).fill(90) }).quality, 0);
});

const hashes = fc.uint32Array({ minLength: 8, maxLength: 8 });

test("the distance is the number of bits that differ", () => {
  fc.assert(
    fc.property(hashes, fc.uniqueArray(fc.integer({ min: 0, max: 255 })), (hash, bits) => {
      const other = hash.slice();
      for (const bit of bits) other[bit >>> 5]! ^= 1 << (bit & 31);
      assert.equal(hamming(hash, other), bits.length);
      assert.equal(hamming(other, hash), bits.length);
    }),
  );
});

test("a hash written in hexadecimal is read back", () => {
  fc.assert(fc.property(hashes, (hash) => assert.deepEqual(hashFromHex(hashToHex(hash)), Uint32Array.from(hash))));
});
