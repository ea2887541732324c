import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HashIndex, HashIndexFull, hamming, probedKeys, storedKeys } from "../../src/index.ts";

const hashes = fc.uint32Array({ minLength: 8, maxLength: 8 });

/** The hash with the given bits turned. */
function turned(hash: Uint32Array, bits: readonly number[]): Uint32Array {
  const out = hash.slice();
  for (const bit of bits) out[bit >>> 5]! ^= 1 << (bit & 31);
  return out;
}

const differing = (count: number) => fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: count, maxLength: count });

test("every hash at distance 31 is found, wherever the bits differ", () => {
  fc.assert(
    fc.property(hashes, differing(31), (hash, bits) => {
      const index = new HashIndex();
      const entry = index.add(turned(hash, bits));
      assert.deepEqual(index.query(hash, 31), [{ entry, distance: 31 }]);
    }),
  );
});

test("bits that differ as evenly as they can over the keys are still found", () => {
  const hash = new Uint32Array(8);
  const bits = Array.from({ length: 31 }, (_, at) => (at % 16) * 16 + Math.floor(at / 16));
  const index = new HashIndex();
  const entry = index.add(turned(hash, bits));
  assert.deepEqual(index.query(hash, 31), [{ entry, distance: 31 }]);
});

test("a query answers what comparing with every hash answers, at any distance, with removed ones left out", () => {
  const near = fc.record({ bits: fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { maxLength: 90 }), removed: fc.boolean() });
  fc.assert(
    fc.property(hashes, fc.array(near, { maxLength: 40 }), fc.integer({ min: 0, max: 80 }), (hash, items, distanceMax) => {
      const index = new HashIndex(1000, 1);
      const held = items.map(({ bits, removed }) => ({ hash: turned(hash, bits), entry: index.add(turned(hash, bits)), removed }));
      for (const { entry, removed } of held) if (removed) assert.equal(index.remove(entry), true);
      const expected = held
        .filter((item) => !item.removed && hamming(item.hash, hash) <= distanceMax)
        .map((item) => ({ entry: item.entry, distance: hamming(item.hash, hash) }))
        .sort((a, b) => a.distance - b.distance || a.entry - b.entry);
      assert.deepEqual(index.query(hash, distanceMax), expected);
      assert.equal(index.size, held.filter((item) => !item.removed).length);
    }),
  );
});

test("a removed hash makes room, and is not removed twice", () => {
  const index = new HashIndex(2);
  const first = index.add(new Uint32Array(8));
  index.add(new Uint32Array(8).fill(1));
  assert.throws(() => index.add(new Uint32Array(8).fill(2)), HashIndexFull);
  assert.equal(index.remove(first), true);
  assert.equal(index.remove(first), false);
  assert.equal(index.remove(99), false);
  assert.equal(index.add(new Uint32Array(8).fill(2)), first);
  assert.deepEqual(index.query(new Uint32Array(8), 0), []);
});

test("the arrays hold 97 bytes an entry and 4 MB, and never more than the limit needs", () => {
  const index = new HashIndex(3000, 1024);
  for (let entry = 0; entry < 3000; entry += 1) index.add(Uint32Array.of(entry, 0, 0, 0, 0, 0, 0, entry));
  assert.equal(index.bytes, 3000 * 97 + 4 * 2 ** 20);
});

test("16 keys are stored and 272 are looked up, all of them different", () => {
  fc.assert(
    fc.property(hashes, (hash) => {
      assert.equal(new Set(storedKeys(hash)).size, 16);
      assert.equal(new Set(probedKeys(hash)).size, 272);
    }),
  );
});
