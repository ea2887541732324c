import type { DataCheckId } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";

const EXAMPLES = 5;

/** What a check found in a month, or in none. */
export interface CheckResult {
  check: DataCheckId;
  month: string | null;
  findings: number;
  refs: string[];
}

export interface SignOffRow {
  month: string;
  signed_at: Date;
  signed_by: "government" | "admin";
  upto: number;
  actions: number;
  people: number;
  errors_open: number;
  note: string | null;
}

/** What a check finds now. */
export async function findingsOf(db: Database, check: DataCheckId, query: RawBuilder<unknown>): Promise<CheckResult[]> {
  const { rows } = await sql<Omit<CheckResult, "check">>`
    SELECT month, count(*)::int AS findings, (array_agg(ref ORDER BY ref))[1:${sql.lit(EXAMPLES)}] AS refs
    FROM (${query}) f GROUP BY month ORDER BY month`.execute(db);
  return rows.map((row) => ({ check, ...row }));
}

/** Every SQL statement over what checks found, and over months that were signed off. */
export function qualityStore({ db }: { db: Database }) {
  return {
    async replace(results: readonly CheckResult[], ran_at: Date): Promise<void> {
      await sql`
        INSERT INTO analytics_check_runs (ran_at) VALUES (${ran_at}) ON CONFLICT (single) DO UPDATE SET ran_at = excluded.ran_at`.execute(
        db,
      );
      await sql`DELETE FROM analytics_check_results`.execute(db);
      if (results.length === 0) return;
      await sql`
        INSERT INTO analytics_check_results ("check", month, findings, refs)
        SELECT r."check", r.month, r.findings, r.refs
        FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb) AS r ("check" text, month text, findings int, refs text[])`.execute(db);
    },
    async lastRun(): Promise<{ ran_at: Date | null; results: CheckResult[] }> {
      const runs = await sql<{ ran_at: Date }>`SELECT ran_at FROM analytics_check_runs`.execute(db);
      const { rows } = await sql<CheckResult>`
        SELECT "check", month, findings, refs FROM analytics_check_results ORDER BY month DESC NULLS FIRST`.execute(db);
      return { ran_at: runs.rows[0]?.ran_at ?? null, results: rows };
    },
    /** False where the month was signed off before. */
    async sign(row: SignOffRow): Promise<boolean> {
      const done = await sql`
        INSERT INTO analytics_sign_offs (month, signed_at, signed_by, upto, actions, people, errors_open, note)
        VALUES (${row.month}, ${row.signed_at}, ${row.signed_by}, ${row.upto}, ${row.actions}, ${row.people}, ${row.errors_open}, ${row.note})
        ON CONFLICT DO NOTHING`.execute(db);
      return done.numAffectedRows === 1n;
    },
    async signOffs(): Promise<Map<string, SignOffRow>> {
      const { rows } = await sql<SignOffRow>`
        SELECT month, signed_at, signed_by, upto::float8 AS upto, actions::float8 AS actions, people::float8 AS people, errors_open, note
        FROM analytics_sign_offs`.execute(db);
      return new Map(rows.map((row) => [row.month, row]));
    },
    /** Months with entries that were counted after they had been signed off. */
    async correctedMonths(): Promise<Set<string>> {
      const { rows } = await sql<{ month: string }>`
        SELECT s.month FROM analytics_sign_offs s JOIN (
          SELECT to_char(day, 'YYYY-MM') AS month, max(position) AS last FROM analytics_entries
          WHERE position > (SELECT min(upto) FROM analytics_sign_offs) GROUP BY 1
        ) e ON e.month = s.month AND e.last > s.upto`.execute(db);
      return new Set(rows.map(({ month }) => month));
    },
  };
}
