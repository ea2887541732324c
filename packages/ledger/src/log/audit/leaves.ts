import { createHash } from "node:crypto";
import { encodeEntries, TILE_WIDTH, type Tile, type TileData, type TreeEdge, tilePath } from "@oneheart/tlog";
import { sql } from "kysely";
import type { LedgerDb } from "../../database.ts";
import { leafHash } from "../../leaf.ts";
import { readTiles } from "../tiles.ts";
import type { LogAuditFinding } from "./step.ts";

/** A leaf with its transaction's bytes, if there is such a transaction. */
export interface AuditedLeaf {
  leaf_index: string;
  transaction_id: string;
  leaf_hash: Buffer;
  leaf: Buffer | null;
}

/** Leaves on a page: whole bundles, so that each is checked at one go. */
export const PAGE_LEAVES = 8 * TILE_WIDTH;
const HASH_BYTES = 32;

/** The leaves from an index on, to the end of its page. */
export async function readLeaves(db: LedgerDb, first: number): Promise<AuditedLeaf[]> {
  const { rows } = await sql<AuditedLeaf>`
    SELECT l.leaf_index::text, l.transaction_id, l.leaf_hash, x.leaf
    FROM (
      SELECT * FROM log_leaves WHERE leaf_index >= ${first} AND leaf_index < ${first + PAGE_LEAVES} ORDER BY leaf_index
    ) l LEFT JOIN ledger_transactions x ON x.id = l.transaction_id ORDER BY l.leaf_index`.execute(db);
  return rows;
}

/** Each leaf by itself: the bytes of its transaction hash to it. */
export function checkLeaves(leaves: readonly AuditedLeaf[]): LogAuditFinding[] {
  return leaves.flatMap(({ leaf_index, transaction_id, leaf_hash, leaf }): LogAuditFinding[] => {
    const ref = `leaf ${leaf_index}`;
    if (leaf === null) return [{ code: "leaf_without_transaction", ref, message: `transaction ${transaction_id} is gone` }];
    if (leafHash(leaf).equals(leaf_hash)) return [];
    return [{ code: "leaf_differs_from_transaction", ref, message: `transaction ${transaction_id} says something else than was sealed` }];
  });
}

/** Appends the page to the tree and compares every tile that it fills, and the leaves of a last partial one, with what is stored. */
export async function checkTiles(
  db: LedgerDb,
  leaves: readonly AuditedLeaf[],
  tree: TreeEdge,
  onGrown: () => void,
): Promise<LogAuditFinding[]> {
  const built: TileData[] = [];
  for (const { leaf_hash } of leaves) {
    tree.append(leaf_hash, (tile, data) => built.push({ tile, data: data.slice() }));
    onGrown();
  }
  if (leaves.length < PAGE_LEAVES) built.push(...tree.partialTiles());
  const stored = await readTiles(
    db,
    built.map(({ tile }) => tile),
  );
  return built.flatMap(({ tile, data }) => compareTile(tile, data, stored.get(tilePath(tile))));
}

function compareTile(tile: Tile, built: Uint8Array, stored: Uint8Array | undefined): LogAuditFinding[] {
  const ref = tilePath(tile);
  if (stored === undefined) return [{ code: "tile_differs", ref, message: "the tile is not there" }];
  if (Buffer.compare(built, stored) === 0) return [];
  if (tile.level > 0) return [{ code: "tile_differs", ref, message: "not what the leaves below it give" }];
  return Array.from({ length: tile.width }, (_, at) => at)
    .filter((at) => Buffer.compare(hashAt(built, at), hashAt(stored, at)) !== 0)
    .map((at) => ({
      code: "tile_differs_from_leaf",
      ref: `leaf ${tile.index * TILE_WIDTH + at}`,
      message: `${ref} was written with another leaf`,
    }));
}

const hashAt = (tile: Uint8Array, at: number) => tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);

/** Each full bundle of the page against the leaves of the transactions. */
export async function checkBundles(db: LedgerDb, leaves: readonly AuditedLeaf[]): Promise<LogAuditFinding[]> {
  const first = Math.floor(Number(leaves[0]!.leaf_index) / TILE_WIDTH);
  const full = Math.floor(leaves.length / TILE_WIDTH);
  const { rows } = await sql<{ n: string; digest: string }>`
    SELECT n::text, encode(sha256(data), 'hex') AS digest FROM log_bundles WHERE n >= ${first} AND n < ${first + full}`.execute(db);
  const stored = new Map(rows.map((row) => [row.n, row.digest]));
  return Array.from({ length: full }, (_, i): LogAuditFinding[] => {
    const entries = leaves.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH).map(({ leaf }) => leaf ?? Buffer.alloc(0));
    const ref = `bundle ${first + i}`;
    const digest = stored.get(String(first + i));
    if (digest === undefined) return [{ code: "bundle_differs_from_leaves", ref, message: "the bundle is not there" }];
    if (digest === createHash("sha256").update(encodeEntries(entries)).digest("hex")) return [];
    return [{ code: "bundle_differs_from_leaves", ref, message: "the transactions say something else than was published" }];
  }).flat();
}
