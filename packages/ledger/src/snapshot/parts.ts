import { type EntryBundle, edgeTiles, entriesPath, newTiles, TILE_WIDTH, type Tile, tilePath, tileWidth } from "@oneheart/tlog";
import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { LedgerLogError } from "../log/error.ts";
import { bundleOf } from "../log/sequence.ts";
import { readTiles } from "../log/tiles.ts";

/** One file of a log in tiles (C2SP tlog-tiles). */
export interface LogPart<Place> {
  path: string;
  place: Place;
  data: Uint8Array;
}

const TILES_AT_ONCE = 64;

/**
 * The tiles by which a tree of `size` leaves continues one of `old_size`: the older tree's right edge, and every tile that is new.
 * With them and the entries after `old_size` the newer root can be computed from the older one. `tile_missing`.
 */
export async function* continuingTiles(db: LedgerDb, old_size: number, size: number): AsyncGenerator<LogPart<Tile>> {
  const tiles = [...new Map([...edgeTiles(old_size), ...newTiles(old_size, size)].map((tile) => [tilePath(tile), tile]))];
  for (let start = 0; start < tiles.length; start += TILES_AT_ONCE) {
    const wanted = tiles.slice(start, start + TILES_AT_ONCE);
    const stored = await readTiles(
      db,
      wanted.map(([, tile]) => tile),
    );
    for (const [path, place] of wanted) yield { path, place, data: required(path, stored.get(path)) };
  }
}

/** The entry bundles of a tree of `size` leaves, from the one on that holds entry `old_size`. `tile_missing`. */
export async function* continuingBundles(db: LedgerDb, old_size: number, size: number): AsyncGenerator<LogPart<EntryBundle>> {
  for (let index = Math.floor(old_size / TILE_WIDTH); old_size < size && index * TILE_WIDTH < size; index++) {
    const place = { index, width: tileWidth(0, index, size) };
    const path = entriesPath(place);
    yield { path, place, data: required(path, await readBundle(db, place)) };
  }
}

async function readBundle(db: LedgerDb, { index, width }: EntryBundle): Promise<Uint8Array | undefined> {
  if (width === TILE_WIDTH) {
    const { rows } = await sql<{ data: Buffer }>`SELECT data FROM log_bundles WHERE n = ${index}`.execute(db);
    return rows[0]?.data;
  }
  const { rows } = await bundleOf(sql`${index}`, sql`${width}`).execute(db);
  return Number(rows[0]!.width) === width ? (rows[0]!.data ?? undefined) : undefined;
}

function required(path: string, data: Uint8Array | undefined): Uint8Array {
  if (data === undefined) throw new LedgerLogError("tile_missing", path);
  return data;
}
