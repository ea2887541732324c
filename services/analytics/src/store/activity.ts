import type { ActivityFigure } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { DayCount } from "../rules/columns.ts";

export type Step = "registered" | "started" | "handed_in" | "verified" | "redeemed";
type Happening = "quests_completed" | "quests_failed";

/** A day on which somebody did something. */
interface PersonDay {
  player_id: string;
  day: string;
}

/** How many days a figure of activity looks at, today included. */
const windows = { active_day: 1, active_week: 7, active_month: 30 } as const;

/** The numbers of people with the days; those without a number are left out. */
const numbered = (people: readonly PersonDay[]) => sql`
  SELECT p.no AS player_no, d.day FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb) AS d (player_id uuid, day date)
  JOIN analytics_players p ON p.player_id = d.player_id`;
/** The first day of a step counts, in whatever order they are heard. */
const insertSteps = (step: Step) => sql`
  INSERT INTO analytics_steps AS s (step, player_no, day)
  SELECT ${step}, player_no, min(day) FROM person GROUP BY player_no ORDER BY player_no
  ON CONFLICT (step, player_no) DO UPDATE SET day = excluded.day WHERE excluded.day < s.day`;

/** Every SQL statement over who was active, how far people came, and how often something happened. */
export function activityStore(db: Database) {
  return {
    /** Notes who was active, and a step that they came to by it. Answers how many of the days belong to people without a number. */
    async addActive(people: readonly PersonDay[], step: Step | undefined): Promise<number> {
      const { rows } = await sql<{ noted: number }>`
        WITH person AS (${numbered(people)}), active AS (
          INSERT INTO analytics_activity (day, player_no) SELECT DISTINCT day, player_no FROM person ORDER BY day, player_no
          ON CONFLICT DO NOTHING
        ) ${step === undefined ? sql`` : sql`, stepped AS (${insertSteps(step)})`}
        SELECT count(*)::int AS noted FROM person`.execute(db);
      return people.length - rows[0]!.noted;
    },
    /** Counts quests whose rewards are in the ledger; their players have come to the step of it. */
    async addVerified(people: readonly PersonDay[]): Promise<void> {
      if (people.length === 0) return;
      await sql`
        WITH person AS (${numbered(people)}), stepped AS (${insertSteps("verified")})
        INSERT INTO analytics_counts AS c (what, day, count)
        SELECT 'quests_completed', day, count(*) FROM person GROUP BY day ORDER BY day
        ON CONFLICT (what, day) DO UPDATE SET count = c.count + excluded.count`.execute(db);
    },
    async addCount(what: Happening, day: string, by: number): Promise<void> {
      await sql`
        INSERT INTO analytics_counts AS c (what, day, count) VALUES (${what}, ${day}, ${by})
        ON CONFLICT (what, day) DO UPDATE SET count = c.count + excluded.count`.execute(db);
    },
    /** What each day adds to a figure, newest first: people by the last day on which they were active, or by the first day of a step. */
    async days(figure: ActivityFigure, day: string): Promise<DayCount[]> {
      const query =
        figure in windows
          ? sql<DayCount>`
              SELECT last::text AS day, count(*)::float8 AS amount FROM (
                SELECT max(day) AS last FROM analytics_activity
                WHERE day > ${day}::date - ${windows[figure as keyof typeof windows]}::int AND day <= ${day}::date GROUP BY player_no
              ) active GROUP BY last ORDER BY last DESC`
          : sql<DayCount>`
              SELECT day::text AS day, count(*)::float8 AS amount FROM analytics_steps WHERE step = ${figure} AND day <= ${day}::date
              GROUP BY day ORDER BY day DESC`;
      return (await query.execute(db)).rows;
    },
    /** Quests that were completed, or ended in either way, by day. */
    async counts(figure: "quests_completed" | "quests_ended", from: string, to: string): Promise<DayCount[]> {
      const { rows } = await sql<DayCount>`
        SELECT day::text AS day, sum(count)::float8 AS amount FROM analytics_counts
        WHERE (${figure}::text = 'quests_ended' OR what = 'quests_completed') AND day BETWEEN ${from}::date AND ${to}::date
        GROUP BY day ORDER BY day DESC`.execute(db);
      return rows;
    },
    /** By week of registration: how many people, and how many of them were active in each week since, up to a day. */
    async cohorts(weeks: number, day: string): Promise<Array<{ week: string; people: number; active: number[] }>> {
      const { rows } = await sql<{ week: string; people: number; active: number[] }>`
        WITH member AS (
          SELECT player_no, date_trunc('week', day)::date AS week FROM analytics_steps
          WHERE step = 'registered' AND day >= date_trunc('week', ${day}::date)::date - 7 * (${weeks}::int - 1) AND day <= ${day}::date
        ), seen AS (
          SELECT DISTINCT m.week, (date_trunc('week', a.day)::date - m.week) / 7 AS later, m.player_no
          FROM member m JOIN analytics_activity a ON a.player_no = m.player_no AND a.day >= m.week AND a.day <= ${day}::date
        ), counted AS (SELECT week, later, count(*)::int AS people FROM seen GROUP BY week, later)
        SELECT m.week::text AS week, count(*)::int AS people, ARRAY(
          SELECT coalesce((SELECT c.people FROM counted c WHERE c.week = m.week AND c.later = n), 0)
          FROM generate_series(0, (date_trunc('week', ${day}::date)::date - m.week) / 7) n ORDER BY n
        ) AS active
        FROM member m GROUP BY m.week ORDER BY m.week DESC`.execute(db);
      return rows;
    },
  };
}
