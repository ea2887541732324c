import type { QueryExecutorProvider } from "kysely";
import { LedgerUsageError } from "./errors.ts";

/** Any Kysely instance or transaction, whatever its schema type. */
export interface LedgerDb extends QueryExecutorProvider {
  readonly isTransaction: boolean;
}

/** Throws unless `db` is a transaction. */
export function requireTransaction(db: LedgerDb, operation: string): void {
  if (!db.isTransaction) throw new LedgerUsageError(`${operation} must be called inside a database transaction`);
}
