import { equalBytes } from "../bytes.ts";
import { TlogError } from "../errors.ts";
import { HASH_BYTES, type Hash, type TreeHasher } from "../hash.ts";
import type { TreeHead } from "../merkle/verify.ts";
import { tilePath } from "../tiles/path.ts";
import { requireTileLength, TILE_HEIGHT, TILE_WIDTH, type Tile, type TileData, type TileReader } from "../tiles/tile.ts";
import { tileHashReader } from "../tiles/tile-hash-reader.ts";

/** Compares the tiles that a log serves with those recomputed from its entries, and finds out which side is wrong. */
export interface TileChecker {
  /** Throws `entry_mismatch` or `tile_mismatch`, or keeps a difference for `finish` when only the whole log can tell whose fault it is. */
  check(tile: Tile, recomputed: Uint8Array, served: Uint8Array): Promise<void>;
  /** Reads and checks several tiles. */
  checkAll(recomputed: readonly TileData[]): Promise<void>;
  /** Compares the recomputed root with the signed one: `tile_mismatch` or `root_mismatch`. */
  finish(root: Hash): void;
}

/** Makes the checker of one tree. */
export function tileChecker(tree: TreeHead, reader: TileReader, hasher: TreeHasher): TileChecker {
  const authentic = tileHashReader(tree, reader, hasher);
  let suspect: Tile | undefined;
  const checker: TileChecker = {
    async check(tile, recomputed, served) {
      requireTileLength(tile, served);
      const at = firstDifference(recomputed, served);
      if (at === undefined || suspect !== undefined) return;
      const index = tile.index * TILE_WIDTH + at;
      const signed = await authentic.readHashes([{ level: tile.level * TILE_HEIGHT, index }]).catch((error) => {
        if (!(error instanceof TlogError) || error.code !== "root_mismatch") throw error;
      });
      // The right-edge tiles do not lead to the signed root, so that no tile can be relied on: the entries must tell.
      if (signed === undefined) suspect = tile;
      else blame(tile, index, equalBytes(signed[0]!, recomputed.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)));
    },
    async checkAll(recomputed) {
      const served = await Promise.all(recomputed.map(({ tile }) => reader.readTile(tile)));
      for (const [i, { tile, data }] of recomputed.entries()) await checker.check(tile, data, served[i]!);
    },
    finish(root) {
      if (equalBytes(root, tree.rootHash)) {
        if (suspect !== undefined) throw new TlogError("tile_mismatch", tilePath(suspect));
        return;
      }
      const where = suspect === undefined ? "the tiles agree with the entries" : `they first differ in ${tilePath(suspect)}`;
      throw new TlogError("root_mismatch", `${tree.size} entries; ${where}`);
    },
  };
  return checker;
}

function blame(tile: Tile, index: number, recomputedIsSigned: boolean): never {
  if (recomputedIsSigned) throw new TlogError("tile_mismatch", tilePath(tile));
  if (tile.level === 0) throw new TlogError("entry_mismatch", `entry ${index}`);
  // Entries and their tile were altered alike; the tile above still has the signed hash.
  const below = { level: tile.level - 1, index, width: TILE_WIDTH };
  throw new TlogError("tile_mismatch", `${tilePath(below)} and the entries under it`);
}

/** Position of the first hash that differs. */
function firstDifference(recomputed: Uint8Array, served: Uint8Array): number | undefined {
  for (let i = 0; i < recomputed.length; i++) if (recomputed[i] !== served[i]) return Math.floor(i / HASH_BYTES);
  return undefined;
}
