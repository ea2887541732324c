import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface EarnedBadgeRow {
  badge_type: string;
  name: string;
  description: string;
  icon_url: string | null;
  earned_at: Date;
}

const listed = 500;

/** Badge definitions, and who earned which when. */
export function badgeStore({ db }: { db: Database }) {
  return {
    /** Defines badges that nobody defined yet. */
    async define(badges: Array<{ id: string; badge_type: string; name: string }>): Promise<void> {
      if (badges.length === 0) return;
      await sql`
        INSERT INTO badges (id, badge_type, name)
        SELECT * FROM unnest(${badges.map((badge) => badge.id)}::uuid[], ${badges.map((badge) => badge.badge_type)}::text[],
          ${badges.map((badge) => badge.name)}::text[])
        ON CONFLICT (badge_type) DO NOTHING`.execute(db);
    },
    /** Gives a player badges; one that is held already keeps the earlier time. */
    async award(playerId: string, badges: Array<{ id: string; badge_type: string }>, earned_at: Date): Promise<void> {
      if (badges.length === 0) return;
      await sql`
        INSERT INTO player_badges AS held (id, player_id, badge_id, earned_at)
        SELECT won.id, ${playerId}, b.id, ${earned_at}
        FROM unnest(${badges.map((badge) => badge.id)}::uuid[], ${badges.map((badge) => badge.badge_type)}::text[]) AS won (id, badge_type)
        JOIN badges b ON b.badge_type = won.badge_type
        ON CONFLICT (player_id, badge_id) DO UPDATE SET earned_at = least(held.earned_at, excluded.earned_at)`.execute(db);
    },
    /** Takes from a player what no award that stands gave; what another one gave, too, is held since then. */
    async takeBack(playerId: string, badgeTypes: string[]): Promise<void> {
      await sql`
        WITH given AS (
          SELECT h.id, min(a.recorded_at) AS earned_at
          FROM player_badges h
          JOIN badges b ON b.id = h.badge_id AND b.badge_type = ANY(${badgeTypes}::text[])
          LEFT JOIN player_noted_awards a ON a.player_id = h.player_id AND a.stands AND b.badge_type = ANY(a.badges)
          WHERE h.player_id = ${playerId} GROUP BY h.id
        ), kept AS (
          UPDATE player_badges h SET earned_at = g.earned_at FROM given g WHERE h.id = g.id AND g.earned_at IS NOT NULL
        )
        DELETE FROM player_badges h USING given g WHERE h.id = g.id AND g.earned_at IS NULL`.execute(db);
    },
    /** The earliest first. */
    async of(playerId: string): Promise<EarnedBadgeRow[]> {
      const { rows } = await sql<EarnedBadgeRow>`
        SELECT b.badge_type, b.name, b.description, b.icon_url, pb.earned_at
        FROM player_badges pb JOIN badges b ON b.id = pb.badge_id
        WHERE pb.player_id = ${playerId} ORDER BY pb.earned_at, b.badge_type LIMIT ${listed}`.execute(db);
      return rows;
    },
  };
}
