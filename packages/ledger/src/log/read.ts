import { type EntryBundle, TILE_WIDTH, type Tile, tilePath } from "@oneheart/tlog";
import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { uuids } from "../store/arrays.ts";
import { bundleOf } from "./sequence.ts";
import { readTiles } from "./tiles.ts";

/** A tile's bytes, once a published checkpoint covers it; undefined before. */
export async function readTile(db: LedgerDb, tile: Tile): Promise<Uint8Array | undefined> {
  if (!(await isPublished(db, tile))) return undefined;
  return (await readTiles(db, [tile])).get(tilePath(tile));
}

/** An entry bundle's bytes, once a published checkpoint covers it; undefined before. */
export async function readBundle(db: LedgerDb, { index, width }: EntryBundle): Promise<Uint8Array | undefined> {
  if (!(await isPublished(db, { level: 0, index, width }))) return undefined;
  if (width === TILE_WIDTH) {
    const { rows } = await sql<{ data: Buffer }>`SELECT data FROM log_bundles WHERE n = ${index}`.execute(db);
    return rows[0]?.data;
  }
  const { rows } = await bundleOf(sql`${index}`, sql`${width}`).execute(db);
  return Number(rows[0]!.width) === width ? (rows[0]!.data ?? undefined) : undefined;
}

/** Where in the log transactions are; those that no published checkpoint covers yet are left out. */
export async function leafIndices(db: LedgerDb, transaction_ids: readonly string[]): Promise<Map<string, number>> {
  if (transaction_ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; leaf_index: string }>`
    SELECT transaction_id AS id, leaf_index::text FROM log_leaves
    WHERE transaction_id = ANY(${uuids(transaction_ids)}) AND leaf_index < (SELECT max(size) FROM log_checkpoints)`.execute(db);
  return new Map(rows.map((row) => [row.id, Number(row.leaf_index)]));
}

/** The hash of a leaf, as hex; undefined before the log has it. */
export async function leafHash(db: LedgerDb, index: number): Promise<string | undefined> {
  const { rows } = await sql<{ hash: string }>`
    SELECT encode(leaf_hash, 'hex') AS hash FROM log_leaves WHERE leaf_index = ${index}`.execute(db);
  return rows[0]?.hash;
}

async function isPublished(db: LedgerDb, { level, index, width }: Tile): Promise<boolean> {
  const { rows } = await sql<{ size: string | null }>`SELECT max(size)::text AS size FROM log_checkpoints`.execute(db);
  return index * TILE_WIDTH + width <= Math.floor(Number(rows[0]!.size ?? 0) / TILE_WIDTH ** level);
}
