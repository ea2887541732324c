import { HASH_BYTES, type Hash, type HashReader, TILE_WIDTH, type TileReader, type TreeNode, tileWidth } from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";

const TILE_HEIGHT = 8;

/**
 * Hashes of the tree of `size` leaves from stored tiles, which are taken as they are: check what is made of them.
 * To check each tile against the root, as for tiles of strangers, would cost as much again as the proof.
 */
export function storedHashes(tiles: TileReader, size: number): HashReader {
  return { readHashes: (nodes) => Promise.all(nodes.map((node) => readNode(node, tiles, size))) };
}

/** A node `height` levels up in its tile covers 2^height of the tile's hashes. */
async function readNode({ level, index }: TreeNode, tiles: TileReader, size: number): Promise<Hash> {
  const height = level % TILE_HEIGHT;
  const nodes = TILE_WIDTH >> height;
  const place = { level: (level - height) / TILE_HEIGHT, index: Math.floor(index / nodes) };
  const data = await tiles.readTile({ ...place, width: tileWidth(place.level, place.index, size) });
  const first = (index % nodes) << height;
  return new Uint8Array(fold(data, first, 1 << height));
}

function fold(data: Uint8Array, first: number, count: number): Hash {
  if (count === 1) return data.subarray(first * HASH_BYTES, (first + 1) * HASH_BYTES);
  const half = count / 2;
  return nodeHasher.node(fold(data, first, half), fold(data, first + half, half));
}
