import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { LedgerUsageError } from "../errors.ts";
import { auditAccounts } from "./accounts.ts";
import { auditAssets } from "./assets.ts";
import { auditHolds } from "./holds.ts";
import type { AuditStep } from "./step.ts";
import { auditTransactions } from "./transactions.ts";

export type { AuditCheck, AuditCode, AuditFinding, AuditStep } from "./step.ts";

/** Checks the whole ledger against itself, a page at a time, so that memory stays bounded whatever its size. */
export async function* audit(db: LedgerDb): AsyncGenerator<AuditStep> {
  await requireSnapshot(db);
  yield* auditAssets(db);
  yield* auditAccounts(db);
  yield* auditTransactions(db);
  yield* auditHolds(db);
}

async function requireSnapshot(db: LedgerDb): Promise<void> {
  const { rows } = await sql<{ isolation: string }>`SELECT current_setting('transaction_isolation') AS isolation`.execute(db);
  const hasSnapshot = rows[0]!.isolation === "repeatable read" || rows[0]!.isolation === "serializable";
  if (!db.isTransaction || !hasSnapshot) throw new LedgerUsageError("audit must be called inside a REPEATABLE READ transaction");
}
