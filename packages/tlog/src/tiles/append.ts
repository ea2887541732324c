import { type Hash, portableHasher, type TreeHasher } from "../hash.ts";
import { edgeTiles, requireTileLength, type TileData, type TileReader } from "./tile.ts";
import { TreeEdge } from "./tree-edge.ts";

/** A tree to append to: its size, and by level the bytes of the partial tile at its right edge (empty or absent where there is none). */
export interface TreeState {
  readonly size: number;
  readonly edge: readonly Uint8Array[];
}

/** The tree after an append: its state for the next one, its root, and the tiles to write. */
export interface AppendedTree extends TreeState {
  readonly rootHash: Hash;
  /** Full tiles once each, then one partial tile for each level that changed: the tiles of newTiles(old size, new size). */
  readonly tiles: readonly TileData[];
}

/** The state of a log without entries. */
export const EMPTY_TREE: TreeState = { size: 0, edge: [] };

/**
 * Appends leaf hashes to a tree: pure, nothing is read or written, and the state given is left as it was.
 * `edge_size_mismatch` when the edge does not fit the size, `hash_length` for a leaf hash that is not 32 bytes.
 * Its root before appending is not known here: compare readEdge's result with the last root if the store is not trusted.
 */
export function appendLeaves(state: TreeState, leafHashes: Iterable<Hash>, hasher: TreeHasher = portableHasher): AppendedTree {
  const tree = TreeEdge.fromTiles(state.size, state.edge, hasher);
  const full: TileData[] = [];
  const grown = new Set<number>();
  for (const leafHash of leafHashes) {
    tree.append(leafHash, (tile, data) => {
      full.push({ tile, data: data.slice() });
      grown.add(tile.level + 1);
    });
  }
  if (tree.size > state.size) grown.add(0);
  const partial = tree.partialTiles();
  const edge: Uint8Array[] = [];
  for (const { tile, data } of partial) edge[tile.level] = data;
  return {
    size: tree.size,
    rootHash: tree.root(),
    edge: Array.from(edge, (data) => data ?? new Uint8Array(0)),
    tiles: [...full, ...partial.filter(({ tile }) => grown.has(tile.level))],
  };
}

/** Reads the state of the tree of `size` leaves from its tiles, which are not checked: see edgeRoot. */
export async function readTreeState(size: number, reader: TileReader): Promise<TreeState> {
  const edge: Uint8Array[] = [];
  const tiles = edgeTiles(size);
  const contents = await Promise.all(tiles.map((tile) => reader.readTile(tile)));
  for (const [i, tile] of tiles.entries()) {
    requireTileLength(tile, contents[i]!);
    edge[tile.level] = contents[i]!;
  }
  return { size, edge: Array.from(edge, (data) => data ?? new Uint8Array(0)) };
}

/** The root that a tree's right edge alone gives: compare it with a checkpoint's to authenticate the edge. */
export function edgeRoot(state: TreeState, hasher: TreeHasher = portableHasher): Hash {
  return TreeEdge.fromTiles(state.size, state.edge, hasher).root();
}
