import { sql } from "kysely";
import type { Database } from "./database.ts";

/** One line of the audit log: who did what, on what, from where. */
export interface AuditRecord {
  id: string;
  at: Date;
  actor_id: string | null;
  role: string;
  operation: string;
  target: string | null;
  ip_address: string | null;
  request_id: string;
  outcome: string;
}

export async function recordAudit(db: Database, record: AuditRecord): Promise<void> {
  await sql`
    INSERT INTO audit_log (id, at, actor_id, role, operation, target, ip_address, request_id, outcome)
    VALUES (${record.id}, ${record.at}, ${record.actor_id}, ${record.role}, ${record.operation}, ${record.target}, ${record.ip_address}, ${record.request_id}, ${record.outcome})`.execute(
    db,
  );
}

/** What a call is about: the id in its path, or the field that names another thing. */
export function auditTarget(input: Record<string, unknown>): string | null {
  const target = input.id ?? input.proof_id ?? input.to ?? null;
  return typeof target === "string" ? target.slice(0, 200) : null;
}
