import type { Audit, AuditFinding } from "@oneheart/kernel";
import { sql } from "kysely";

const SHOWN = 1000;

interface Differing {
  ref: string;
  kept: string;
  counted: string;
}

const sums = sql`concat_ws('/', sum(actions), sum(minutes), sum(people), sum(xp), sum(tokens), sum(credits_minor))`;
const kept = sql`concat_ws('/', actions, minutes, people, xp, tokens, credits_minor)`;
const nothing = "0/0/0/0/0/0";

/** The running sums are what all entries come to, and no position is missing. */
export const auditSums: Audit = async function* (db) {
  const { rows } = await sql<Differing>`
    SELECT 'all entries' AS ref, concat_ws('/', t.position, ${kept}, t.minutes_entries, t.people_entries) AS kept,
      (SELECT CASE WHEN max(position) = count(*) THEN concat_ws('/', count(*), ${sums}, count(*) FILTER (WHERE minutes <> 0),
          count(*) FILTER (WHERE people <> 0)) WHEN count(*) = 0 THEN ${`0/${nothing}/0/0`} ELSE 'positions that are not dense' END
        FROM analytics_entries) AS counted
    FROM analytics_totals t`.execute(db);
  const findings = rows.filter((row) => row.kept !== row.counted).map((row) => finding("figure_sums_differ", row));
  yield { check: "figure_sums", checked: 1, of: 1, findings };
};

/** The sums of each day, place and kind of work are what its entries come to. */
export const auditDaySums: Audit = async function* (db) {
  const total = await sql<{ days: number }>`SELECT count(*)::int AS days FROM analytics_days`.execute(db);
  const { rows } = await sql<Differing>`
    SELECT concat_ws(' ', day, zone_id, mission_type) AS ref, coalesce(d.kept, 'nothing') AS kept, coalesce(e.counted, 'nothing') AS counted
    FROM (SELECT day, zone_id, mission_type, concat_ws('/', entries, ${kept}) AS kept FROM analytics_days) d
    FULL JOIN (
      SELECT day, zone_id, mission_type, concat_ws('/', count(*), ${sums}) AS counted FROM analytics_entries GROUP BY day, zone_id, mission_type
    ) e USING (day, zone_id, mission_type)
    WHERE d.kept IS DISTINCT FROM e.counted ORDER BY day, zone_id, mission_type LIMIT ${SHOWN}`.execute(db);
  const { days } = total.rows[0]!;
  yield { check: "figure_days", checked: days, of: days, findings: rows.map((row) => finding("figure_day_differs", row)) };
};

function finding(code: string, { ref, kept, counted }: Differing): AuditFinding {
  return { code, ref, message: `${kept} kept, ${counted} counted` };
}
