import type { DataCheckId } from "@oneheart/contracts";
import { type RawBuilder, sql } from "kysely";

/** An integrity check. Its query answers a line for each finding: `ref`, what it is about, and `month`, null where it is about none. */
interface DataCheck {
  id: DataCheckId;
  severity: "error" | "warning" | "info";
  query(now: Date): RawBuilder<unknown>;
}

const month = sql`to_char(day, 'YYYY-MM')`;
const awards = sql`analytics_entries WHERE kind = 'impact.award'`;

/** Every check, the gravest first. What it means and what to do about it stands in the messages, under `check.<id>`. */
export const dataChecks: readonly DataCheck[] = [
  {
    id: "recount_differs",
    severity: "error",
    query: () => sql`SELECT "check" || ': ' || ref AS ref, NULL AS month FROM analytics_findings`,
  },
  {
    id: "correction_waits",
    severity: "error",
    query: (now) => sql`
      SELECT 'action ' || action_id AS ref, to_char(at, 'YYYY-MM') AS month FROM analytics_waiting WHERE at < ${now}::timestamptz - interval '1 day'`,
  },
  {
    id: "correction_differs",
    severity: "error",
    query: () => sql`
      SELECT 'entry ' || r.position AS ref, to_char(r.day, 'YYYY-MM') AS month
      FROM analytics_entries r JOIN analytics_entries a ON a.position = r.ends
      WHERE (r.player_no, r.zone_id, r.mission_type, r.day, -r.actions, -r.minutes, -r.people)
        IS DISTINCT FROM (a.player_no, a.zone_id, a.mission_type, a.day, a.actions, a.minutes, a.people)`,
  },
  {
    id: "done_after_recorded",
    severity: "error",
    query: () => sql`SELECT 'entry ' || position AS ref, ${month} AS month FROM ${awards} AND day > (at AT TIME ZONE 'UTC')::date + 1`,
  },
  {
    id: "day_too_long",
    severity: "error",
    query: () => sql`
      SELECT 'entry ' || min(position) AS ref, ${month} AS month FROM analytics_entries GROUP BY player_no, day HAVING sum(minutes) > 1440`,
  },
  {
    id: "done_too_often",
    severity: "warning",
    query: () => sql`
      SELECT 'entry ' || min(position) AS ref, ${month} AS month FROM analytics_entries GROUP BY player_no, day HAVING sum(actions) > 20`,
  },
  {
    id: "same_work_again",
    severity: "warning",
    query: () => sql`
      SELECT 'entry ' || min(position) AS ref, ${month} AS month FROM analytics_entries
      GROUP BY player_no, mission_id, day HAVING sum(actions) > 1`,
  },
  {
    id: "reversed_often",
    severity: "warning",
    query: () => sql`
      SELECT 'zone ' || zone_id AS ref, ${month} AS month FROM analytics_entries GROUP BY zone_id, ${month}
      HAVING count(*) FILTER (WHERE kind = 'impact.award') >= 5
        AND count(*) FILTER (WHERE kind = 'impact.reversal') > 0.2 * count(*) FILTER (WHERE kind = 'impact.award')`,
  },
  {
    id: "hours_many",
    severity: "warning",
    query: () => sql`SELECT 'entry ' || position AS ref, ${month} AS month FROM ${awards} AND minutes > 720`,
  },
  {
    id: "people_many",
    severity: "warning",
    query: () => sql`SELECT 'entry ' || position AS ref, ${month} AS month FROM ${awards} AND people > 1000`,
  },
  {
    id: "kind_missing",
    severity: "warning",
    query: () => sql`SELECT 'entry ' || position AS ref, ${month} AS month FROM ${awards} AND mission_type = ''`,
  },
  {
    id: "month_missing",
    severity: "warning",
    query: () => sql`
      SELECT 'month' AS ref, to_char(m, 'YYYY-MM') AS month
      FROM (SELECT date_trunc('month', min(day)) AS first, max(day) AS last FROM analytics_days WHERE entries > 0) range,
        generate_series(range.first, range.last, interval '1 month') m
      WHERE NOT EXISTS (SELECT FROM analytics_days d WHERE d.day >= m::date AND d.day < (m + interval '1 month')::date)`,
  },
  {
    id: "month_unusual",
    severity: "info",
    // Four times what the zone's months usually have, by the median, which the month itself hardly moves.
    query: () => sql`
      WITH months AS (SELECT zone_id, ${month} AS month, sum(actions) AS actions FROM analytics_days GROUP BY 1, 2),
        usual AS (SELECT zone_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY actions) AS actions FROM months GROUP BY 1 HAVING count(*) >= 6)
      SELECT 'zone ' || m.zone_id AS ref, m.month FROM months m JOIN usual u ON u.zone_id = m.zone_id
      WHERE m.actions >= 20 AND m.actions > 4 * u.actions`,
  },
  {
    id: "recorded_late",
    severity: "info",
    query: () => sql`SELECT 'entry ' || position AS ref, ${month} AS month FROM ${awards} AND day < (at AT TIME ZONE 'UTC')::date - 90`,
  },
  {
    id: "nothing_measured",
    severity: "info",
    query: () => sql`SELECT 'entry ' || position AS ref, ${month} AS month FROM ${awards} AND minutes = 0 AND people = 0`,
  },
];
