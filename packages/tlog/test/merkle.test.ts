import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type HashReader,
  memoryTree,
  proveConsistency,
  proveInclusion,
  readTreeRoot,
  treeHasher,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from "../src/index.ts";
import { nodeHasher, nodeSha256 } from "../src/node/index.ts";
import { NaiveTree } from "./support/naive-tree.ts";
import { refusal } from "./support/refusal.ts";
import { flipBit, someEntries } from "./support/small-log.ts";

const SIZE_MAX = 260;
const naive = new NaiveTree(someEntries(SIZE_MAX));
const leafHashes = naive.entries.map(nodeHasher.leaf);
const tree = memoryTree(leafHashes, nodeHasher);
const plain = (hashes: readonly Uint8Array[]): Uint8Array[] => hashes.map((hash) => Uint8Array.from(hash));
const head = (size: number) => ({ size, rootHash: naive.hash(0, size) });

test("the root of every size up to 260 is that of RFC 6962's definition", async () => {
  for (let size = 0; size <= SIZE_MAX; size++) {
    assert.deepEqual(plain([treeRoot(leafHashes.slice(0, size), nodeHasher)]), plain([naive.hash(0, size)]));
    assert.deepEqual(plain([await readTreeRoot(size, tree, nodeHasher)]), plain([naive.hash(0, size)]));
  }
});

test("every inclusion proof of every size up to 260 is RFC 6962's and verifies", async () => {
  for (let size = 1; size <= SIZE_MAX; size++) {
    for (let index = 0; index < size; index++) {
      const proof = await proveInclusion(index, size, tree, nodeHasher);
      assert.deepEqual(plain(proof), plain(naive.path(index, 0, size)));
      verifyInclusion(leafHashes[index]!, index, head(size), proof, nodeHasher);
    }
  }
});

test("every consistency proof between sizes up to 260 is RFC 6962's and verifies", async () => {
  for (let size = 1; size <= SIZE_MAX; size++) {
    for (let oldSize = 1; oldSize <= size; oldSize++) {
      const proof = await proveConsistency(oldSize, size, tree, nodeHasher);
      assert.deepEqual(plain(proof), plain(naive.proof(oldSize, 0, size)));
      verifyConsistency(head(oldSize), head(size), proof, nodeHasher);
    }
  }
});

test("the portable hasher and the one of node:crypto agree on entries of any length", () => {
  const portable = treeHasher();
  const native = treeHasher(nodeSha256);
  for (const length of [0, 1, 1022, 1023, 1024, 1025, 65_535, 3]) {
    const entry = new Uint8Array(length).fill(length);
    assert.deepEqual(plain([native.leaf(entry)]), plain([portable.leaf(entry)]));
  }
});

const sizes = fc.integer({ min: 2, max: SIZE_MAX });

test("an inclusion proof with any bit turned, in proof, leaf or root, is refused", async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, i, b) => {
      const index = i % size;
      const proof = await proveInclusion(index, size, tree, nodeHasher);
      const parts = [leafHashes[index]!, naive.hash(0, size), ...proof];
      const at = Math.floor(b / 256) % parts.length;
      parts[at] = flipBit(parts[at]!, b % 256);
      const [leaf, rootHash, ...rest] = parts as [Uint8Array, Uint8Array, ...Uint8Array[]];
      assert.throws(() => verifyInclusion(leaf, index, { size, rootHash }, rest, nodeHasher), refusal("inclusion_proof_invalid"));
    }),
  );
});

test("a consistency proof with any bit turned, in proof or roots, is refused", async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, o, b) => {
      const oldSize = 1 + (o % size);
      const proof = await proveConsistency(oldSize, size, tree, nodeHasher);
      const parts = [naive.hash(0, oldSize), naive.hash(0, size), ...proof];
      const at = Math.floor(b / 256) % parts.length;
      parts[at] = flipBit(parts[at]!, b % 256);
      const [older, newer, ...rest] = parts as [Uint8Array, Uint8Array, ...Uint8Array[]];
      assert.throws(
        () => verifyConsistency({ size: oldSize, rootHash: older }, { size, rootHash: newer }, rest, nodeHasher),
        refusal("consistency_proof_invalid"),
      );
    }),
  );
});

test("a proof with a hash more or a hash less is refused", async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, i, at) => {
      const index = i % size;
      const inclusion = await proveInclusion(index, size, tree, nodeHasher);
      const consistency = await proveConsistency(index + 1, size, tree, nodeHasher);
      const longer = (proof: Uint8Array[]) => proof.toSpliced(at % (proof.length + 1), 0, new Uint8Array(32));
      const shorter = (proof: Uint8Array[]) => proof.toSpliced(at % proof.length, 1);
      for (const change of [longer, shorter]) {
        assert.throws(
          () => verifyInclusion(leafHashes[index]!, index, head(size), change(inclusion), nodeHasher),
          refusal("inclusion_proof_invalid"),
        );
        if (consistency.length === 0 && change === shorter) continue;
        assert.throws(
          () => verifyConsistency(head(index + 1), head(size), change(consistency), nodeHasher),
          refusal("consistency_proof_invalid"),
        );
      }
    }),
  );
});

test("a proof passed off as one for another leaf or size, whose proof is of another length, is refused", () => {
  const places = Array.from({ length: 12 }, (_, size) =>
    Array.from({ length: size + 1 }, (_, index) => ({ index, size: size + 1 })),
  ).flat();
  let tried = 0;
  for (const real of places) {
    const path = naive.path(real.index, 0, real.size);
    const proof = naive.proof(real.index + 1, 0, real.size);
    for (const { index, size } of places) {
      const forged = { size, rootHash: naive.hash(0, real.size) };
      const older = { size: index + 1, rootHash: naive.hash(0, real.index + 1) };
      if (path.length !== naive.path(index, 0, size).length) {
        assert.throws(() => verifyInclusion(leafHashes[real.index]!, index, forged, path, nodeHasher), refusal("inclusion_proof_invalid"));
        tried += 1;
      }
      if (proof.length !== naive.proof(index + 1, 0, size).length) {
        assert.throws(() => verifyConsistency(older, forged, proof, nodeHasher), refusal("consistency_proof_invalid"));
        tried += 1;
      }
    }
  }
  assert.ok(tried > 1_000, `${tried} forgeries`);
});

test("the empty tree is continued by every tree, with an empty proof only, and only by its own root", async () => {
  assert.deepEqual(await proveConsistency(0, 5, tree), []);
  verifyConsistency(head(0), head(5), []);
  verifyConsistency(head(0), head(0), []);
  assert.throws(() => verifyConsistency(head(0), head(5), [naive.hash(0, 5)]), refusal("consistency_proof_invalid"));
  assert.throws(() => verifyConsistency({ ...head(5), size: 0 }, head(5), []), refusal("consistency_proof_invalid"));
});

test("two roots of one size are refused", () => {
  assert.throws(() => verifyConsistency(head(5), { ...head(6), size: 5 }, []), refusal("consistency_proof_invalid"));
});

test("proofs hold in trees beyond 32 bits, up to 2^53 - 1 leaves", async () => {
  // All leaves alike, so that a subtree's hash depends on its level only.
  const levels = [leafHashes[0]!];
  for (let level = 1; level < 53; level++) levels.push(nodeHasher.node(levels[level - 1]!, levels[level - 1]!));
  const reader: HashReader = { readHashes: async (nodes) => nodes.map(({ level }) => levels[level]!) };
  for (const size of [2 ** 31 + 1, 2 ** 32, 2 ** 40 + 12_345, 2 ** 53 - 1]) {
    const rootHash = await readTreeRoot(size, reader, nodeHasher);
    for (const index of [0, 2 ** 31 - 1, 2 ** 31, size - 2, size - 1]) {
      verifyInclusion(levels[0]!, index, { size, rootHash }, await proveInclusion(index, size, reader, nodeHasher), nodeHasher);
      const older = { size: index + 1, rootHash: await readTreeRoot(index + 1, reader, nodeHasher) };
      verifyConsistency(older, { size, rootHash }, await proveConsistency(index + 1, size, reader, nodeHasher), nodeHasher);
    }
  }
});

test("a proof for a leaf or a tree that cannot be is refused", async () => {
  for (const [index, size] of [
    [5, 5],
    [-1, 5],
    [0.5, 5],
    [0, 0],
    [0, 2 ** 53],
    [Number.NaN, 5],
  ] as const) {
    await assert.rejects(proveInclusion(index, size, tree), refusal("tree_range"));
    assert.throws(() => verifyInclusion(leafHashes[0]!, index, { size, rootHash: leafHashes[0]! }, []), refusal("tree_range"));
  }
  await assert.rejects(proveConsistency(6, 5, tree), refusal("tree_range"));
  assert.throws(() => verifyConsistency(head(6), head(5), []), refusal("tree_range"));
  await assert.rejects(proveInclusion(0, SIZE_MAX + 300, tree), refusal("tree_range"));
});

test("a hash reader that answers too few hashes, or something else, is refused", async () => {
  await assert.rejects(proveInclusion(1, 3, { readHashes: async () => [] }), refusal("hash_reader_answer"));
  await assert.rejects(proveInclusion(1, 3, { readHashes: async (nodes) => nodes.map(() => new Uint8Array(31)) }), refusal("hash_length"));
});
