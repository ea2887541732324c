import { sql } from "kysely";
import type { LedgerDb } from "../../database.ts";
import { LedgerUsageError } from "../../errors.ts";
import type { LogAuditOptions, LogAuditStep } from "./step.ts";
import { auditLogTransactions } from "./transactions.ts";
import { auditLogTree } from "./tree.ts";

/**
 * Checks the whole log against the transactions and against itself, a page at a time, so that memory stays bounded
 * whatever its size. Must run inside a REPEATABLE READ transaction, or it would see changes.
 */
export async function* auditLog(db: LedgerDb, options: LogAuditOptions): AsyncGenerator<LogAuditStep> {
  const { rows } = await sql<{ isolation: string }>`SELECT current_setting('transaction_isolation') AS isolation`.execute(db);
  if (!db.isTransaction || !["repeatable read", "serializable"].includes(rows[0]!.isolation))
    throw new LedgerUsageError("the log's audit must be called inside a REPEATABLE READ transaction");
  yield* auditLogTransactions(db, options);
  yield* auditLogTree(db, options);
}
