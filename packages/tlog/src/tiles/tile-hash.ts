import { HASH_BYTES, type Hash, type TreeHasher } from "../hash.ts";
import type { TreeNode } from "../merkle/subtree.ts";
import { TILE_HEIGHT, TILE_WIDTH } from "./tile.ts";

/** Which hashes of which tile a node of the tree is the root of. */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
  /** First hash in the tile. */
  readonly start: number;
  /** Number of hashes: a power of two, 1 to 128. */
  readonly count: number;
}

/** The tile that holds a node, and where in it. */
export function placeOf(node: TreeNode): NodePlace {
  const count = 2 ** (node.level % TILE_HEIGHT);
  const first = node.index * count;
  return { level: Math.floor(node.level / TILE_HEIGHT), index: Math.floor(first / TILE_WIDTH), start: first % TILE_WIDTH, count };
}

/** Root of the complete subtree over `count` hashes of a tile's bytes from hash `start` on; count is a power of two. */
export function subtreeHash(data: Uint8Array, start: number, count: number, hasher: TreeHasher): Hash {
  if (count === 1) return data.subarray(start * HASH_BYTES, (start + 1) * HASH_BYTES);
  const half = count / 2;
  return hasher.node(subtreeHash(data, start, half, hasher), subtreeHash(data, start + half, half, hasher));
}
