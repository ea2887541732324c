import { type Tile, type TileReader, tilePath } from "@oneheart/tlog";
import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { bigints, smallints } from "../store/arrays.ts";
import { LedgerLogError } from "./error.ts";

/** Stored tiles by their paths; a wider one is cut to the width asked for, and one that is not there is left out. */
export async function readTiles(db: LedgerDb, tiles: readonly Tile[]): Promise<Map<string, Uint8Array>> {
  const { rows } = await sql<{ level: number; n: string; width: number; data: Buffer }>`
    SELECT w.level, w.n::text, w.width, t.data
    FROM unnest(
      ${smallints(tiles.map(({ level }) => level))},
      ${bigints(tiles.map(({ index }) => index))},
      ${smallints(tiles.map(({ width }) => width))}
    ) AS w (level, n, width)
    JOIN LATERAL (
      SELECT substring(data FROM 1 FOR 32 * w.width) AS data FROM log_tiles
      WHERE level = w.level AND n = w.n AND width >= w.width LIMIT 1
    ) t ON true
  `.execute(db);
  return new Map(rows.map(({ level, n, width, data }) => [tilePath({ level, index: Number(n), width }), data]));
}

/** A reader that has read `ahead` in one query, and reads the rest one by one. `tile_missing`. */
export async function tileReader(db: LedgerDb, ahead: readonly Tile[]): Promise<TileReader> {
  const known = await readTiles(db, ahead);
  return {
    async readTile(tile) {
      const path = tilePath(tile);
      const data = known.get(path) ?? (await readTiles(db, [tile])).get(path);
      if (data === undefined) throw new LedgerLogError("tile_missing", path);
      return data;
    },
  };
}
