import type { KeyIdentity } from "@oneheart/tlog";
import type { LedgerDb } from "../../database.ts";
import { readCheckpoint, readCheckpointOf, type StoredCheckpoint } from "../checkpoint.ts";
import { cosignedSizes, quorumSize } from "./store.ts";
import type { WitnessQuorum } from "./witness.ts";

/**
 * The checkpoint to show an entry with: the newest that a quorum of witnesses has cosigned, and without one the newest, so that
 * witnesses that are away keep nothing from anybody. Undefined before any checkpoint covers the entry.
 */
export async function readCheckpointFor(
  db: LedgerDb,
  leaf_index: number,
  witnessing?: WitnessQuorum,
): Promise<StoredCheckpoint | undefined> {
  const size = witnessing && (await quorumSize(db, leaf_index, witnessing));
  const checkpoint = (size === undefined ? undefined : await readCheckpointOf(db, size)) ?? (await readCheckpoint(db));
  return checkpoint !== undefined && leaf_index < checkpoint.size ? checkpoint : undefined;
}

/** How many entries of the newest checkpoint each witness has not cosigned yet, in the order asked for. */
export async function witnessLag(db: LedgerDb, witnesses: readonly KeyIdentity[]): Promise<number[]> {
  const sizes = await cosignedSizes(db, witnesses);
  const newest = (await readCheckpoint(db))?.size ?? 0;
  return sizes.map((size) => Math.max(newest - (size ?? 0), 0));
}
