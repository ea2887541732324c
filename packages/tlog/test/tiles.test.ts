import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  appendLeaves,
  appendToBundles,
  decodeEntries,
  EMPTY_TREE,
  edgeRoot,
  edgeTiles,
  encodeEntries,
  entriesPath,
  newTiles,
  parseEntriesPath,
  parseTilePath,
  readTreeState,
  type Tile,
  tilePath,
  truncateEntries,
  truncateTile,
} from "../src/index.ts";
import { nodeHasher } from "../src/node/index.ts";
import { NaiveTree } from "./support/naive-tree.ts";
import { refusal } from "./support/refusal.ts";
import { bytes, smallLog, someEntries } from "./support/small-log.ts";

const naive = new NaiveTree(someEntries(1_200));
const leafHashes = naive.entries.map(nodeHasher.leaf);

test("tile paths are those of the examples in C2SP tlog-tiles", () => {
  assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), "tile/0/x001/x234/067");
  assert.equal(tilePath({ level: 63, index: 5, width: 112 }), "tile/63/005.p/112");
  assert.equal(entriesPath({ index: 1_234_067, width: 1 }), "tile/entries/x001/x234/067.p/1");
});

test("every tile path is read back as its tile", () => {
  const tiles = fc.record({ level: fc.nat(63), index: fc.nat(2 ** 53 - 1), width: fc.integer({ min: 1, max: 256 }) });
  fc.assert(
    fc.property(tiles, (tile) => {
      assert.deepEqual(parseTilePath(tilePath(tile)), { ...tile });
      const { index, width } = tile;
      assert.deepEqual(parseEntriesPath(entriesPath({ index, width })), { index, width });
    }),
  );
});

test("a path that tlog-tiles does not define is refused", () => {
  const wrong = [
    "",
    "000",
    "0",
    "x000",
    "x000/012",
    "x001/067.p/0",
    "000.p/256",
    "000.p/01",
    "000.p/",
    "000.p",
    "1000",
    "0000",
    "x1/000",
    "001/000",
  ];
  const paths = wrong
    .flatMap((place) => [`tile/0/${place}`, `tile/entries/${place}`])
    .filter((path) => !/^tile\/(0|entries)\/000$/.test(path));
  for (const path of [
    ...paths,
    "tile/64/000",
    "tile/00/000",
    "tile/-1/000",
    "/tile/0/000",
    "tile/0/000\n",
    "tile/data/000",
    "tile/0/x999/x999/x999/x999/x999/999",
  ]) {
    assert.throws(() => parseTilePath(path), refusal("tile_path_malformed"), path);
    assert.throws(() => parseEntriesPath(path), refusal("tile_path_malformed"), path);
  }
});

test("a tile out of range has no path", () => {
  const good = { level: 0, index: 0, width: 1 };
  for (const bad of [{ level: 64 }, { level: -1 }, { level: 0.5 }, { index: -1 }, { index: 2 ** 53 }, { width: 0 }, { width: 257 }]) {
    assert.throws(() => tilePath({ ...good, ...bad }), refusal("tile_coordinate"));
  }
});

test("the tiles of trees of 70,000 and 256 leaves are those of the examples in C2SP tlog-tiles", () => {
  const count = (tiles: Tile[], level: number, width: number) =>
    tiles.filter((tile) => tile.level === level && tile.width === width).length;
  const tiles = newTiles(0, 70_000);
  assert.deepEqual(
    [count(tiles, 0, 256), count(tiles, 0, 112), count(tiles, 1, 256), count(tiles, 1, 17), count(tiles, 2, 1)],
    [273, 1, 1, 1, 1],
  );
  assert.equal(tiles.length, 277);
  assert.deepEqual(newTiles(0, 256).map(tilePath), ["tile/0/000", "tile/1/000.p/1"]);
  assert.deepEqual(edgeTiles(70_000).map(tilePath), ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
});

test("appending in any steps gives the tiles of newTiles, with RFC 6962's hashes in them, and its root", () => {
  const steps = fc.array(fc.nat(400), { maxLength: 6 });
  fc.assert(
    fc.property(steps, (lengths) => {
      let tree = appendLeaves(EMPTY_TREE, [], nodeHasher);
      for (const length of lengths) {
        const before = tree;
        tree = appendLeaves(before, leafHashes.slice(before.size, before.size + length), nodeHasher);
        assert.deepEqual(Uint8Array.from(tree.rootHash), Uint8Array.from(naive.hash(0, tree.size)));
        assert.deepEqual(tree.tiles.map(({ tile }) => tilePath(tile)).sort(), newTiles(before.size, tree.size).map(tilePath).sort());
        for (const { tile, data } of tree.tiles) assert.deepEqual(data, expectedTile(tile));
      }
    }),
    { numRuns: 40 },
  );
});

function expectedTile({ level, index, width }: Tile): Uint8Array {
  const span = 256 ** level;
  const hashes = Array.from({ length: width }, (_, i) => naive.hash((index * 256 + i) * span, (index * 256 + i + 1) * span));
  return Uint8Array.from(Buffer.concat(hashes));
}

test("appending changes nothing that it is given", () => {
  const before = appendLeaves(EMPTY_TREE, leafHashes.slice(0, 255), nodeHasher);
  const copy = structuredClone(before.edge);
  appendLeaves(before, leafHashes.slice(255, 600), nodeHasher);
  assert.deepEqual(before.edge, copy);
});

test("the state read back from tiles appends as the one kept", async () => {
  const log = smallLog([700]);
  const state = await readTreeState(700, log.reader);
  assert.deepEqual(Uint8Array.from(edgeRoot(state, nodeHasher)), Uint8Array.from(log.rootHash));
  const more = leafHashes.slice(700, 1_100);
  assert.deepEqual(Uint8Array.from(appendLeaves(state, more, nodeHasher).rootHash), Uint8Array.from(naive.hash(0, 1_100)));
});

test("an edge that does not fit the size is refused", () => {
  const { edge } = appendLeaves(EMPTY_TREE, leafHashes.slice(0, 300), nodeHasher);
  for (const size of [299, 301, 44]) assert.throws(() => appendLeaves({ size, edge }, []), refusal("edge_size_mismatch"));
  assert.throws(() => appendLeaves({ size: 300, edge: edge.slice(0, 1) }, []), refusal("edge_size_mismatch"));
});

test("a leaf hash that is not 32 bytes is refused", () => {
  assert.throws(() => appendLeaves(EMPTY_TREE, [new Uint8Array(31)]), refusal("hash_length"));
});

test("a bundle gives back its entries, empty and longest ones too", () => {
  const entries = [new Uint8Array(0), bytes("a"), new Uint8Array(65_535).fill(1), new Uint8Array(256)];
  assert.deepEqual(decodeEntries(encodeEntries(entries), 4), entries);
  assert.deepEqual([...encodeEntries([bytes("ab")])], [0, 2, 97, 98]);
  assert.throws(() => encodeEntries([new Uint8Array(65_536)]), refusal("entry_too_large"));
});

test("a bundle cut at any byte is refused", () => {
  const data = encodeEntries(someEntries(3));
  for (let length = 0; length < data.length; length++) {
    assert.throws(() => decodeEntries(data.subarray(0, length), 3), refusal(length % 9 === 0 ? "bundle_width" : "bundle_truncated"));
  }
});

test("a bundle with an entry or a byte too many is refused", () => {
  assert.throws(() => decodeEntries(encodeEntries(someEntries(3)), 2), refusal("bundle_width"));
  assert.throws(() => decodeEntries(Uint8Array.of(...encodeEntries(someEntries(3)), 0), 3), refusal("bundle_width"));
});

test("bundles appended in any steps are those of one step", () => {
  const entries = someEntries(900);
  fc.assert(
    fc.property(fc.array(fc.nat(300), { maxLength: 3 }), (lengths) => {
      const stored = new Map<number, Uint8Array>();
      let size = 0;
      for (const length of lengths) {
        const partial = size % 256 === 0 ? new Uint8Array(0) : stored.get(Math.floor(size / 256))!;
        for (const { bundle, data } of appendToBundles(size, partial, entries.slice(size, size + length))) stored.set(bundle.index, data);
        size += length;
      }
      const whole = appendToBundles(0, new Uint8Array(0), entries.slice(0, size));
      assert.deepEqual(
        [...stored.entries()],
        whole.map(({ bundle, data }) => [bundle.index, data]),
      );
    }),
    { numRuns: 50 },
  );
});

test("a wider tile or bundle stands in for a partial one, a narrower one does not", () => {
  const tile = new Uint8Array(256 * 32).fill(9);
  assert.deepEqual(truncateTile(tile, 3), tile.slice(0, 96));
  assert.throws(() => truncateTile(tile.subarray(0, 64), 3), refusal("tile_length"));
  assert.deepEqual(truncateEntries(encodeEntries(someEntries(5)), 3), encodeEntries(someEntries(3)));
  assert.throws(() => truncateEntries(encodeEntries(someEntries(2)), 3), refusal("bundle_width"));
});
