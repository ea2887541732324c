import {
  decodeEntries,
  type EntryBundle,
  edgeRoot,
  entriesPath,
  HASH_BYTES,
  type Hash,
  type LogReader,
  readTreeState,
  TILE_WIDTH,
  type TileData,
  TlogError,
  TreeEdge,
  type TreeHead,
  tileHashReader,
  tilePath,
  tileWidth,
} from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { SnapshotError } from "../snapshot/layout.ts";

/** Hears each new entry in its order, and how many were checked. */
export interface ContinuationOptions {
  onEntry?(index: number, entry: Uint8Array): void;
  onBundle?(checked: number): void;
  /** A tree seen before, which must be one that this one went through. */
  seen?: TreeHead;
}

/**
 * Checks that the tree `to` is the tree `from` with the entries that the reader has after it: every entry, every tile, the root.
 * Only the new part is read. Throws `SnapshotError` or `TlogError`, which name the entry or the tile; answers how many entries are new.
 */
export async function verifyContinuation(
  reader: LogReader,
  from: TreeHead,
  to: TreeHead,
  options: ContinuationOptions = {},
): Promise<number> {
  const state = await readTreeState(from.size, reader);
  if (!isSame(edgeRoot(state, nodeHasher), from.rootHash))
    throw new SnapshotError(`the tiles at the edge of the first ${from.size} entries do not give the root signed for them`);
  const tree = TreeEdge.fromTiles(from.size, state.edge, nodeHasher);
  requireSeen(tree, options.seen);
  const old = state.edge[0] ?? new Uint8Array(0);

  for (const place of bundlesAfter(from.size, to.size)) {
    const entries = decodeEntries(await reader.readEntries(place), place.width, entriesPath(place));
    const tile = await reader.readTile({ level: 0, ...place });
    const full: TileData[] = [];
    for (const [at, entry] of entries.entries()) {
      const index = place.index * TILE_WIDTH + at;
      const hash = nodeHasher.leaf(entry);
      const isRight = isSame(hash, hashAt(tile, at)) && (index >= from.size || isSame(hash, hashAt(old, at)));
      if (!isRight) await blame(reader, to, index, hash);
      if (index < from.size) continue;
      options.onEntry?.(index, entry);
      tree.append(hash, (above, data) => {
        if (above.level > 0) full.push({ tile: above, data: data.slice() });
      });
      requireSeen(tree, options.seen);
    }
    await compareTiles(reader, full);
    options.onBundle?.(tree.size - from.size);
  }
  await compareTiles(reader, tree.partialTiles());
  if (!isSame(tree.root(), to.rootHash))
    throw new SnapshotError(`the entries do not give the root that the checkpoint of ${to.size} signs`);
  return to.size - from.size;
}

function* bundlesAfter(from: number, to: number): Generator<EntryBundle> {
  for (let index = Math.floor(from / TILE_WIDTH); from < to && index * TILE_WIDTH < to; index++)
    yield { index, width: tileWidth(0, index, to) };
}

/** Finds out from the signed root whether the entry or its tile was altered. */
async function blame(reader: LogReader, tree: TreeHead, index: number, hash: Hash): Promise<never> {
  const tile = tilePath({
    level: 0,
    index: Math.floor(index / TILE_WIDTH),
    width: tileWidth(0, Math.floor(index / TILE_WIDTH), tree.size),
  });
  const signed = await tileHashReader(tree, reader, nodeHasher)
    .readHashes([{ level: 0, index }])
    .catch((error: unknown) => {
      if (error instanceof TlogError) return undefined;
      throw error;
    });
  if (signed === undefined) throw new SnapshotError(`entry ${index} is not what ${tile} says, and other tiles are wrong too`);
  if (isSame(signed[0]!, hash)) throw new SnapshotError(`${tile} is not the tile that was signed: it differs for entry ${index}`);
  throw new SnapshotError(`entry ${index} is not the entry that was signed`);
}

async function compareTiles(reader: LogReader, tiles: readonly TileData[]): Promise<void> {
  for (const { tile, data } of tiles)
    if (!isSame(await reader.readTile(tile), data)) throw new SnapshotError(`${tilePath(tile)} is not what the entries under it give`);
}

function requireSeen(tree: TreeEdge, seen: TreeHead | undefined): void {
  if (seen?.size === tree.size && !isSame(tree.root(), seen.rootHash))
    throw new SnapshotError(`the log was altered or forked: its first ${seen.size} entries are not those of the checkpoint seen before`);
}

const hashAt = (hashes: Uint8Array, at: number): Uint8Array => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
