import { equalBytes } from "../bytes.ts";
import { TlogError } from "../errors.ts";
import { HASH_BYTES, type Hash, portableHasher, type TreeHasher } from "../hash.ts";
import type { HashReader } from "../merkle/hash-reader.ts";
import type { TreeNode } from "../merkle/subtree.ts";
import type { TreeHead } from "../merkle/verify.ts";
import { edgeRoot, readTreeState } from "./append.ts";
import { tilePath } from "./path.ts";
import { edgeTiles, requireTileLength, TILE_WIDTH, type Tile, type TileReader, tileWidth } from "./tile.ts";
import { placeOf, subtreeHash } from "./tile-hash.ts";

/**
 * Reads hashes of one tree from tiles that need not be trusted: every tile is checked against its parent tile, and the
 * right-edge tiles against the root, before a hash of it is given out.
 * Reading throws `root_mismatch` (edge), `tile_mismatch` (naming the tile), `tile_length`, or `tree_range` for a node outside the tree.
 */
export function tileHashReader(tree: TreeHead, tiles: TileReader, hasher: TreeHasher = portableHasher): HashReader {
  let edge: Promise<Map<string, Uint8Array>> | undefined;
  return {
    async readHashes(nodes) {
      for (const node of nodes) requireInside(node, tree.size);
      edge ??= readEdge(tree, tiles, hasher).catch((error) => {
        edge = undefined;
        throw error;
      });
      const known = new Map<string, Promise<Uint8Array>>();
      for (const [path, data] of await edge) known.set(path, Promise.resolve(data));
      return await Promise.all(nodes.map((node) => readNode(node, { tree, tiles, hasher, known })));
    },
  };
}

interface Reading {
  readonly tree: TreeHead;
  readonly tiles: TileReader;
  readonly hasher: TreeHasher;
  /** Tiles of this call that are authenticated, or on the way to be. */
  readonly known: Map<string, Promise<Uint8Array>>;
}

async function readNode(node: TreeNode, reading: Reading): Promise<Hash> {
  const { level, index, start, count } = placeOf(node);
  const data = await knownTile({ level, index, width: tileWidth(level, index, reading.tree.size) }, reading);
  return new Uint8Array(subtreeHash(data, start, count, reading.hasher));
}

function knownTile(tile: Tile, reading: Reading): Promise<Uint8Array> {
  const path = tilePath(tile);
  const known = reading.known.get(path) ?? authenticTile(tile, reading);
  reading.known.set(path, known);
  return known;
}

/** Only full tiles get here: partial ones are all on the edge, which is known from the start. */
async function authenticTile(tile: Tile, reading: Reading): Promise<Uint8Array> {
  const level = tile.level + 1;
  const index = Math.floor(tile.index / TILE_WIDTH);
  const parent = { level, index, width: tileWidth(level, index, reading.tree.size) };
  const [data, above] = await Promise.all([reading.tiles.readTile(tile), knownTile(parent, reading)]);
  requireTileLength(tile, data);
  const at = (tile.index % TILE_WIDTH) * HASH_BYTES;
  if (!equalBytes(subtreeHash(data, 0, TILE_WIDTH, reading.hasher), above.subarray(at, at + HASH_BYTES))) {
    throw new TlogError("tile_mismatch", tilePath(tile));
  }
  return data;
}

async function readEdge(tree: TreeHead, tiles: TileReader, hasher: TreeHasher): Promise<Map<string, Uint8Array>> {
  const state = await readTreeState(tree.size, tiles);
  const paths = edgeTiles(tree.size).map((tile) => ({ path: tilePath(tile), data: state.edge[tile.level]! }));
  if (!equalBytes(edgeRoot(state, hasher), tree.rootHash)) {
    throw new TlogError("root_mismatch", `the right edge is ${paths.map(({ path }) => path).join(", ")}`);
  }
  return new Map(paths.map(({ path, data }) => [path, data]));
}

function requireInside(node: TreeNode, size: number): void {
  const valid = Number.isInteger(node.level) && node.level >= 0 && Number.isSafeInteger(node.index) && node.index >= 0;
  if (!valid || (node.index + 1) * 2 ** node.level > size) {
    throw new TlogError("tree_range", `node ${node.index} of level ${node.level} in a tree of ${size}`);
  }
}
