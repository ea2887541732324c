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
import { CheckError, type Why } from "./check-error.ts";

/** The log as it is now, after it was shown to continue the receipt's tree. */
export interface PresentLog {
  checkpoint: OpenedCheckpoint;
  /** How many files of the log were read beside the checkpoint. */
  tilesRead: number;
}

const reasons: Partial<Record<TlogErrorCode, Why>> = {
  consistency_proof_invalid: "why_history_changed",
  root_mismatch: "why_tiles_mismatch",
  tile_mismatch: "why_tile_mismatch",
  tile_length: "why_tile_damaged",
  note_unverified: "why_another_log",
  checkpoint_unsigned: "why_another_log",
  signature_invalid: "why_present_signature",
  checkpoint_origin_mismatch: "why_present_origin",
  cosignature_quorum: "why_present_quorum",
  resource_missing: "why_log_missing",
  resource_unreadable: "why_log_unreadable",
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
    if (newer.size < older.size) throw new CheckError("refused", "why_log_shrank", { now: newer.size, before: older.size });
    verifyConsistency(older, newer, await proveConsistency(older.size, newer.size, tileHashReader(newer, { readTile })));
    return { checkpoint: newer, tilesRead };
  } catch (cause) {
    if (!(cause instanceof TlogError)) throw cause;
    const verdict = undecided.has(cause.code) ? "undecided" : "refused";
    throw new CheckError(verdict, reasons[cause.code] ?? "why_log_damaged", {}, { cause });
  }
}
