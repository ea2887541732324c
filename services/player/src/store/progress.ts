import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
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

/** XP by day, and the days that streaks are counted from. */
export function progressStore({ db }: { db: Database }) {
  async function standings(days: Days, ids: string[] | null, limit: number): Promise<Standing[]> {
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
    /** False when the day has not that much, and then nothing is taken. */
    async takeXp(playerId: string, day: Day, xp: number): Promise<boolean> {
      const { numAffectedRows } = await sql`
        UPDATE player_daily_xp SET xp = xp - ${xp} WHERE player_id = ${playerId} AND day = ${day}::date AND xp >= ${xp}`.execute(db);
      return xp === 0 || numAffectedRows === 1n;
    },
    async addActionDay(playerId: string, day: Day): Promise<void> {
      await sql`INSERT INTO player_action_days (player_id, day) VALUES (${playerId}, ${day}::date) ON CONFLICT DO NOTHING`.execute(db);
    },
    /** Counts back from the last day with an action to the first gap, so the order in which days became known does not matter. */
    async recountStreak(playerId: string): Promise<void> {
      await sql`
        WITH RECURSIVE run AS (
          SELECT max(day) AS day FROM player_action_days WHERE player_id = ${playerId}
          UNION ALL
          SELECT d.day FROM run JOIN player_action_days d ON d.player_id = ${playerId} AND d.day = run.day - 1
        )
        UPDATE players SET streak_days = r.days, last_action_day = r.last_day
        FROM (SELECT count(*)::integer AS days, max(day) AS last_day FROM run) r WHERE players.id = ${playerId}`.execute(db);
    },
    /** Days and badges tell when somebody did what. */
    async erase(playerId: string): Promise<void> {
      for (const table of ["player_daily_xp", "player_action_days", "player_badges", "player_noted_awards"])
        await sql`DELETE FROM ${sql.table(table)} WHERE player_id = ${playerId}`.execute(db);
    },
    /** The players with the most XP, equal ones by id. */
    top: (days: Days, limit: number) => standings(days, null, limit),
    /** Those of these players who have XP, in the same order. */
    standingsOf: (days: Days, ids: string[]) => standings(days, ids, ids.length),
  };
}
