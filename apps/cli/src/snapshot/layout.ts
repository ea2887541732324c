/** The files of a snapshot beside `tile/`, whose paths are those of C2SP tlog-tiles. */
export const snapshotFiles = {
  /** SHA-256 and size of every other file. */
  manifest: "manifest.json",
  /** The signed note with all its signatures. */
  checkpoint: "checkpoint",
  /** Verifier keys of the log, one a line, for those who were given none elsewhere. */
  key: "key",
  /** The checkpoint of the snapshot before, and the hashes that lead from it to this one (RFC 6962), base64, one a line. */
  previous: "previous-checkpoint",
  proof: "consistency-proof",
  csv: "entries.csv",
  jsonLines: "entries.jsonl",
} as const;

/** Names of snapshots in their folder. */
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A snapshot is not, or cannot be, what it says. The message names the file or the entry. */
export class SnapshotError extends Error {
  override name = "SnapshotError";
}
