import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  memoryTree,
  proveConsistency,
  proveInclusion,
  readTreeRoot,
  tileHashReader,
  verifyConsistency,
  verifyInclusion,
} from "../src/index.ts";
import { logReader } from "../src/log/log-reader.ts";
import { nodeHasher } from "../src/node/index.ts";
import { refusal } from "./support/refusal.ts";
import { flipBit, smallLog, someEntries } from "./support/small-log.ts";

const SIZE = 66_000;
const log = smallLog([SIZE]);
const tree = { size: log.size, rootHash: log.rootHash };
const memory = memoryTree(someEntries(SIZE).map(nodeHasher.leaf), nodeHasher);
const plain = (hashes: readonly Uint8Array[]): Uint8Array[] => hashes.map((hash) => Uint8Array.from(hash));

test("proofs made from tiles are those made from all hashes, in a tree of three levels of tiles", async () => {
  const reader = tileHashReader(tree, log.reader, nodeHasher);
  for (const index of [0, 255, 256, 65_535, 65_536, 65_791, 65_792, 65_999]) {
    const proof = await proveInclusion(index, SIZE, reader, nodeHasher);
    assert.deepEqual(plain(proof), plain(await proveInclusion(index, SIZE, memory, nodeHasher)));
    verifyInclusion(nodeHasher.leaf(someEntries(SIZE)[index]!), index, tree, proof, nodeHasher);
    const older = { size: index + 1, rootHash: await readTreeRoot(index + 1, memory, nodeHasher) };
    const consistency = await proveConsistency(index + 1, SIZE, reader, nodeHasher);
    verifyConsistency(older, tree, consistency, nodeHasher);
  }
});

test("a bit turned in any tile that a hash needs is refused, and never a wrong hash given", async () => {
  const paths = [...log.files.keys()].filter((path) => /^tile\/[0-9]/.test(path));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), fc.nat(SIZE - 1), async (path, bit, index) => {
      const altered = new Map(log.files).set(path, flipBit(log.files.get(path)!, bit % (8 * log.files.get(path)!.length)));
      const reads = new Set<string>();
      const reader = logReader(async (name) => {
        reads.add(name);
        return altered.get(name);
      });
      const refused = refusal(path.includes(".p/") ? "root_mismatch" : "tile_mismatch", new RegExp(path));
      const hashes = await tileHashReader(tree, reader, nodeHasher)
        .readHashes([{ level: 0, index }])
        .catch((error) => void refused(error));
      assert.equal(hashes === undefined, reads.has(path));
      if (hashes) assert.deepEqual(plain(hashes), plain(await memory.readHashes([{ level: 0, index }])));
    }),
    { numRuns: 60 },
  );
});

test("an edge tile of another tree is refused until the right one is served", async () => {
  const files = new Map(log.files).set("tile/2/000.p/1", new Uint8Array(32));
  const reader = tileHashReader(
    tree,
    logReader(async (path) => files.get(path)),
    nodeHasher,
  );
  await assert.rejects(reader.readHashes([{ level: 0, index: 5 }]), refusal("root_mismatch"));
  files.set("tile/2/000.p/1", log.files.get("tile/2/000.p/1")!);
  assert.equal((await reader.readHashes([{ level: 0, index: 5 }])).length, 1);
});

test("a tile of the wrong length is refused", async () => {
  const files = new Map(log.files).set("tile/0/003", new Uint8Array(31));
  const reader = tileHashReader(
    tree,
    logReader(async (path) => files.get(path)),
    nodeHasher,
  );
  await assert.rejects(reader.readHashes([{ level: 0, index: 3 * 256 }]), refusal("tile_length"));
});

test("a node that is not complete in the tree is refused", async () => {
  const reader = tileHashReader(tree, log.reader, nodeHasher);
  for (const node of [
    { level: 0, index: SIZE },
    { level: 17, index: 0 },
    { level: 3, index: -1 },
    { level: -1, index: 0 },
    { level: 0.5, index: 0 },
  ]) {
    await assert.rejects(reader.readHashes([node]), refusal("tree_range"));
  }
});
