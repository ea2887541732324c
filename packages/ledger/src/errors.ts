/** A mistake of the calling program, such as posting outside a transaction. */
export class LedgerUsageError extends Error {
  override readonly name = "LedgerUsageError";
}

/**
 * Another transaction claimed the same id or idempotency key, or created the same account, at the same moment.
 * Run the whole database transaction again: it then sees the winner. `code` is PostgreSQL's for a serialization failure.
 */
export class LedgerConflict extends Error {
  override readonly name = "LedgerConflict";
  readonly code = "40001";
}

/** The SQLSTATE of a database error, if it has one. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}
