import {
  type LogReader,
  type OpenedCheckpoint,
  openCheckpoint,
  proveConsistency,
  TlogError,
  type TlogErrorCode,
  tileHashReader,
  verifyConsistency,
} from "@oneheart/tlog";
import type { CheckedReceipt } from "./check.ts";
import { CheckError } from "./check-error.ts";

/** The log as it is now, after it was shown to continue the receipt's tree. */
export interface PresentLog {
  checkpoint: OpenedCheckpoint;
  /** How many files of the log were read beside the checkpoint. */
  tilesRead: number;
}

const sentences: Partial<Record<TlogErrorCode, string>> = {
  consistency_proof_invalid: "History was changed: the log’s present tree does not contain the tree of this receipt.",
  root_mismatch: "The log’s tiles do not lead to the root that its present checkpoint signs.",
  tile_mismatch: "A tile of the log is not the one that its present checkpoint commits to.",
  tile_length: "A tile of the log is damaged.",
  note_unverified: "This server’s log is not signed by the key that you gave: it is another log, or has another key now.",
  checkpoint_unsigned: "This server’s log is not signed by the key that you gave: it is another log, or has another key now.",
  signature_invalid: "The signature of the present checkpoint is wrong.",
  checkpoint_origin_mismatch: "This server’s log is another one than the log of the receipt.",
  cosignature_quorum: "The present checkpoint has fewer cosignatures than you ask for.",
  resource_missing: "This server does not have the log’s files.",
  resource_unreadable: "This server cannot be reached, so its log could not be compared.",
};
/** Here nothing was found out about the log of the receipt. */
const undecided: ReadonlySet<TlogErrorCode> = new Set([
  "note_unverified",
  "checkpoint_unsigned",
  "checkpoint_origin_mismatch",
  "cosignature_quorum",
  "resource_missing",
  "resource_unreadable",
]);

/**
 * Shows that the log as it is now begins with the tree of the receipt. Reads the checkpoint and the few tiles that the proof needs,
 * each authenticated by the signed root. Throws CheckError.
 */
export async function compareWithPresent({ checkpoint: older, policy }: CheckedReceipt, log: LogReader): Promise<PresentLog> {
  let tilesRead = 0;
  const readTile: LogReader["readTile"] = (tile) => {
    tilesRead += 1;
    return log.readTile(tile);
  };
  try {
    const newer = openCheckpoint(await log.readCheckpoint(), policy);
    if (newer.size < older.size) {
      throw new CheckError(
        "refused",
        `The log now shows ${newer.size} entries, fewer than the ${older.size} that it signed in this receipt.`,
      );
    }
    verifyConsistency(older, newer, await proveConsistency(older.size, newer.size, tileHashReader(newer, { readTile })));
    return { checkpoint: newer, tilesRead };
  } catch (cause) {
    if (!(cause instanceof TlogError)) throw cause;
    const sentence = sentences[cause.code] ?? "The log of this server is damaged.";
    throw new CheckError(undecided.has(cause.code) ? "undecided" : "refused", sentence, { cause });
  }
}
