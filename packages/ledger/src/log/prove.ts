import {
  edgeTiles,
  formatProof,
  type Hash,
  proveConsistency,
  proveInclusion,
  TILE_WIDTH,
  type Tile,
  type TreeHead,
  tileHashReader,
  tileWidth,
  verifyInclusion,
} from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { storedHashes } from "./stored-hashes.ts";
import { tileReader } from "./tiles.ts";
import { readCheckpointFor } from "./witness/quorum.ts";
import type { WitnessQuorum } from "./witness/witness.ts";

/**
 * Inclusion proof of a leaf in a tree, checked before it is given out: `inclusion_proof_invalid` when stored tiles do not
 * lead from `leaf_hash` (by default the one in the tiles) to the tree's root.
 */
export async function inclusionProof(db: LedgerDb, index: number, tree: TreeHead, leaf_hash?: Hash): Promise<Hash[]> {
  const tiles = await tileReader(db, [...edgeTiles(tree.size), ...tilesAbove(index, tree.size)]);
  const stored = storedHashes(tiles, tree.size);
  const proof = await proveInclusion(index, tree.size, stored, nodeHasher);
  const leaf = leaf_hash ?? (await stored.readHashes([{ level: 0, index }]))[0]!;
  verifyInclusion(leaf, index, tree, proof, nodeHasher);
  return proof;
}

/** Consistency proof from the tree of `old_size` leaves to a later one, whose root authenticates the tiles used. */
export async function consistencyProof(db: LedgerDb, old_size: number, tree: TreeHead): Promise<Hash[]> {
  const last = Math.max(old_size - 1, 0);
  const tiles = await tileReader(db, [...edgeTiles(tree.size), ...tilesAbove(last, tree.size)]);
  return proveConsistency(old_size, tree.size, tileHashReader(tree, tiles, nodeHasher), nodeHasher);
}

/**
 * The `.tlog-proof` receipt of a transaction, with its leaf as the extra data, so that it is complete by itself: under the newest
 * checkpoint that a quorum of the witnesses given has cosigned, and where there is none under the newest. Undefined while the transaction is not sealed, or is unknown; `inclusion_proof_invalid` when what is
 * stored is not what was signed.
 */
export async function receipt(db: LedgerDb, transaction_id: string, witnessing?: WitnessQuorum): Promise<string | undefined> {
  const { rows } = await sql<{ leaf_index: string; leaf: Buffer }>`
    SELECT l.leaf_index::text, x.leaf FROM log_leaves l JOIN ledger_transactions x ON x.id = l.transaction_id
    WHERE l.transaction_id = ${transaction_id}`.execute(db);
  if (rows[0] === undefined) return undefined;
  const { leaf, leaf_index } = rows[0];
  const index = Number(leaf_index);
  const checkpoint = await readCheckpointFor(db, index, witnessing);
  if (checkpoint === undefined) return undefined;
  const hashes = await inclusionProof(db, index, checkpoint, nodeHasher.leaf(leaf));
  return formatProof({ index, hashes, checkpoint: checkpoint.note, extra: leaf });
}

/** The full tiles between a leaf and the root; partial ones are on the edge. */
function tilesAbove(leaf: number, size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0, index = Math.floor(leaf / TILE_WIDTH); ; level++, index = Math.floor(index / TILE_WIDTH)) {
    if (tileWidth(level, index, size) < TILE_WIDTH) return tiles;
    tiles.push({ level, index, width: TILE_WIDTH });
  }
}
