import type { AuditFinding, Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface RecountRow {
  check: string;
  code: string;
  ref: string;
  message: string;
  found_at: Date;
  id: bigint;
}

/** Every SQL statement over what the last recount found. */
export function recountStore(db: Database) {
  return {
    async replace(findings: ReadonlyArray<AuditFinding & { check: string }>, found_at: Date): Promise<void> {
      await sql`DELETE FROM analytics_findings`.execute(db);
      if (findings.length === 0) return;
      await sql`
        INSERT INTO analytics_findings ("check", code, ref, message, found_at)
        SELECT f."check", f.code, f.ref, f.message, ${found_at}
        FROM jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) AS f ("check" text, code text, ref text, message text)`.execute(db);
    },
    async findings(): Promise<number> {
      const { rows } = await sql<{ findings: number }>`SELECT count(*)::int AS findings FROM analytics_findings`.execute(db);
      return rows[0]!.findings;
    },
    async page(limit: number, after: number | undefined): Promise<RecountRow[]> {
      const { rows } = await sql<RecountRow>`
        SELECT id, "check", code, ref, message, found_at FROM analytics_findings WHERE id > ${after ?? 0} ORDER BY id LIMIT ${limit}`.execute(
        db,
      );
      return rows;
    },
  };
}
