import { isCount } from "../decimal.ts";
import { TlogError } from "../errors.ts";
import { HASH_BYTES } from "../hash.ts";

/** Hashes in a full tile, entries in a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

/** Tree levels that one tile spans. */
export const TILE_HEIGHT = 8;

/**
 * A tile: `width` hashes of complete subtrees of 256^level leaves, from subtree `index` * 256 on.
 * Level 0 to 63; width 1 to 256, less than 256 for a partial tile.
 */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** A tile and its bytes: width x 32. */
export interface TileData {
  readonly tile: Tile;
  readonly data: Uint8Array;
}

/** Where tiles are read from. A reader need not be trusted: what it answers is checked against a root. */
export interface TileReader {
  /** The tile's bytes: width x 32, no more and no less. */
  readTile(tile: Tile): Promise<Uint8Array>;
}

/** Hashes in all tiles of a level, for a tree of `size` leaves: floor(size / 256^level). */
export const levelWidth = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** Width of a tile in the tree of `size` leaves: 256, less at the right edge, 0 or below outside the tree. */
export function tileWidth(level: number, index: number, size: number): number {
  return Math.min(TILE_WIDTH, levelWidth(level, size) - index * TILE_WIDTH);
}

/** Number of levels that have a tile in the tree of `size` leaves. `tree_range` for a size that is not one. */
export function tileLevels(size: number): number {
  if (!isCount(size)) throw new TlogError("tree_range", `tree of ${size}`);
  let levels = 0;
  while (levelWidth(levels, size) > 0) levels += 1;
  return levels;
}

/** The partial tiles at the right edge of the tree of `size` leaves, from level 0 up. */
export function edgeTiles(size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; level < tileLevels(size); level++) {
    const index = Math.floor(levelWidth(level, size) / TILE_WIDTH);
    const width = levelWidth(level, size) % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index, width });
  }
  return tiles;
}

/** The tiles to publish when a tree of `oldSize` leaves grows to `size`: full ones once, and one partial one per level. */
export function newTiles(oldSize: number, size: number): Tile[] {
  if (!isCount(oldSize) || !isCount(size) || oldSize > size) throw new TlogError("tree_range", `tree of ${oldSize} to ${size}`);
  const tiles: Tile[] = [];
  for (let level = 0; level < tileLevels(size); level++) {
    const width = levelWidth(level, size);
    const oldWidth = levelWidth(level, oldSize);
    if (width === oldWidth) continue;
    for (let index = Math.floor(oldWidth / TILE_WIDTH); index * TILE_WIDTH < width; index++) {
      tiles.push({ level, index, width: tileWidth(level, index, size) });
    }
  }
  return tiles;
}

/** Refuses a tile whose bytes are not width x 32 (`tile_length`). */
export function requireTileLength(tile: Tile, data: Uint8Array): void {
  if (data.length !== tile.width * HASH_BYTES) throw new TlogError("tile_length", `level ${tile.level}, index ${tile.index}`);
}

/** The first `width` hashes of a wider tile: how a full tile stands in for a partial one that is gone. */
export function truncateTile(data: Uint8Array, width: number): Uint8Array {
  if (data.length < width * HASH_BYTES) throw new TlogError("tile_length", `${data.length} bytes, wanted ${width} hashes`);
  return data.subarray(0, width * HASH_BYTES);
}
