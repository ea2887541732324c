import type { Database } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Day } from "../rules/days.ts";

export interface Standing {
  player_id: string;
  user_did: string;
  username: string;
  xp: number;
}

interface Days {
  from: Day;
  to: Day;
}

/** Counts back from the last day with an action to the first gap, so the order in which days became known does not matter. */
function unbrokenRun(player_id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    WITH RECURSIVE run AS (
      SELECT max(day) AS day FROM player_action_days WHERE player_id = ${player_id}
      UNION ALL
      SELECT d.day FROM run JOIN player_action_days d ON d.player_id = ${player_id} AND d.day = run.day - 1
    ) SELECT day FROM run`;
}

/** XP by day, and the days that streaks are counted from. */
export function progressStore({ db }: { db: Database }) {
  async function standings(days: Days, ids: readonly string[] | null, limit: number): Promise<Standing[]> {
    const { rows } = await sql<Omit<Standing, "xp"> & { xp: bigint }>`
      SELECT t.player_id, p.user_did, p.username, t.xp
      FROM (
        SELECT player_id, sum(xp)::bigint AS xp FROM player_daily_xp
        WHERE day BETWEEN ${days.from}::date AND ${days.to}::date ${ids === null ? sql`` : sql`AND player_id = ANY(${ids}::uuid[])`}
        GROUP BY player_id HAVING sum(xp) > 0 ORDER BY xp DESC, player_id LIMIT ${limit}
      ) t JOIN players p ON p.id = t.player_id ORDER BY t.xp DESC, t.player_id`.execute(db);
    return rows.map((row) => ({ ...row, xp: Number(row.xp) }));
  }

  return {
    async addXp(playerId: string, day: Day, xp: number): Promise<void> {
      await sql`
        INSERT INTO player_daily_xp AS d (player_id, day, xp) VALUES (${playerId}, ${day}::date, ${xp})
        ON CONFLICT (player_id, day) DO UPDATE SET xp = d.xp + excluded.xp`.execute(db);
    },
    /** Adds awards, each of another player: their XP, the days of their actions, and what the streaks come to. */
    async addAwards(awards: ReadonlyArray<{ player_id: string; day: Day; action_day: Day; xp: number }>): Promise<void> {
      await sql`
        WITH award AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(awards)}::jsonb) AS a (player_id uuid, day date, action_day date, xp int)
        ), counted AS (
          INSERT INTO player_daily_xp AS d (player_id, day, xp) SELECT player_id, day, xp FROM award ORDER BY player_id
          ON CONFLICT (player_id, day) DO UPDATE SET xp = d.xp + excluded.xp
        )
        INSERT INTO player_action_days (player_id, day) SELECT player_id, action_day FROM award ORDER BY player_id
        ON CONFLICT DO NOTHING`.execute(db);
      await sql`
        UPDATE players p SET streak_days = r.days, last_action_day = r.last_day FROM (
          SELECT asked.id, count(*)::integer AS days, max(run.day) AS last_day
          FROM unnest(${awards.map(({ player_id }) => player_id)}::uuid[]) AS asked (id) CROSS JOIN LATERAL (${unbrokenRun(sql`asked.id`)}) AS run
          GROUP BY asked.id
        ) AS r WHERE p.id = r.id`.execute(db);
    },
    /** Days with an action from a day on, the earliest first. */
    async actionDays(playerId: string, from: Day): Promise<Day[]> {
      const { rows } = await sql<{ day: Day }>`
        SELECT day::text AS day FROM player_action_days WHERE player_id = ${playerId} AND day >= ${from}::date ORDER BY day`.execute(db);
      return rows.map(({ day }) => day);
    },
    /** False when the day has not that much, and then nothing is taken. */
    async takeXp(playerId: string, day: Day, xp: number): Promise<boolean> {
      const { numAffectedRows } = await sql`
        UPDATE player_daily_xp SET xp = xp - ${xp} WHERE player_id = ${playerId} AND day = ${day}::date AND xp >= ${xp}`.execute(db);
      return xp === 0 || numAffectedRows === 1n;
    },
    /** Days and badges tell when somebody did what. */
    async erase(playerId: string): Promise<void> {
      for (const table of ["player_daily_xp", "player_action_days", "player_badges", "player_noted_awards"])
        await sql`DELETE FROM ${sql.table(table)} WHERE player_id = ${playerId}`.execute(db);
    },
    /** The players with the most XP, equal ones by id. */
    top: (days: Days, limit: number) => standings(days, null, limit),
    /** The XP of these players in several spans of days, in the order of the spans; who has none is not in it. */
    async xpIn(spans: readonly Days[], ids: readonly string[]): Promise<Array<Map<string, number>>> {
      const { rows } = await sql<{ place: bigint; player_id: string; xp: bigint }>`
        SELECT span.place, d.player_id, sum(d.xp)::bigint AS xp
        FROM unnest(${spans.map(({ from }) => from)}::date[], ${spans.map(({ to }) => to)}::date[])
          WITH ORDINALITY AS span (first_day, last_day, place)
        JOIN player_daily_xp d ON d.player_id = ANY(${ids}::uuid[]) AND d.day BETWEEN span.first_day AND span.last_day
        GROUP BY span.place, d.player_id`.execute(db);
      const byPlace = Map.groupBy(rows, ({ place }) => Number(place));
      return spans.map((_, index) => new Map((byPlace.get(index + 1) ?? []).map(({ player_id, xp }) => [player_id, Number(xp)])));
    },
    /** Those of these players who have XP, in the same order. */
    standingsOf: (days: Days, ids: readonly string[]) => standings(days, ids, ids.length),
  };
}
