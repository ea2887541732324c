/** Why the log stops rather than sign something that does not add up. */
export type LogErrorCode =
  /** A queued hash is not the hash of its transaction's leaf, or the transaction is gone. */
  | "leaf_hash_differs"
  /** The log in the database was begun under another origin. */
  | "origin_differs"
  /** What is stored does not continue the newest checkpoint. */
  | "checkpoint_not_continued"
  /** A tile is not there. */
  | "tile_missing";

/** The stored log is inconsistent. Nothing is signed until an operator has resolved it. */
export class LedgerLogError extends Error {
  override readonly name = "LedgerLogError";
  readonly code: LogErrorCode;

  constructor(code: LogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
