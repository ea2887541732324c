import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

/** An award of which more is kept than its XP. */
export interface NotedAward {
  action_id: string;
  player_id: string;
  badges: string[];
  recorded_at: Date;
}

export type Correction = "reversed" | "reinstated";

/** Awards that gave badges or were corrected. The caller holds the player's lock. */
export function awardStore({ db }: { db: Database }) {
  return {
    /** Notes an award that was recorded; answers whether it stands, which it does not when its reversal was heard first. */
    async note({ action_id, player_id, badges, recorded_at }: NotedAward): Promise<boolean> {
      const { rows } = await sql<{ stands: boolean }>`
        INSERT INTO player_noted_awards (action_id, player_id, badges, recorded_at)
        VALUES (${action_id}, ${player_id}, ${badges}::text[], ${recorded_at})
        ON CONFLICT (action_id) DO UPDATE SET badges = excluded.badges, recorded_at = excluded.recorded_at
        RETURNING stands`.execute(db);
      return rows[0]!.stands;
    },
    /** Notes that an award was corrected; answers whether it stood before and stands now, and what was noted of it. */
    async correct(award: NotedAward, how: Correction): Promise<NotedAward & { stood: boolean; stands: boolean }> {
      const { action_id, player_id, badges, recorded_at } = award;
      await sql`
        INSERT INTO player_noted_awards (action_id, player_id, badges, recorded_at)
        VALUES (${action_id}, ${player_id}, ${badges}::text[], ${recorded_at}) ON CONFLICT DO NOTHING`.execute(db);
      const { rows } = await sql<NotedAward & { stood: boolean; stands: boolean }>`
        WITH before AS (SELECT stands FROM player_noted_awards WHERE action_id = ${action_id})
        UPDATE player_noted_awards n SET ${sql.ref(how)} = true,
          badges = CASE WHEN n.badges = '{}' THEN ${badges}::text[] ELSE n.badges END
        FROM before WHERE n.action_id = ${action_id}
        RETURNING n.action_id, n.player_id, n.badges, n.recorded_at, before.stands AS stood, n.stands`.execute(db);
      return rows[0]!;
    },
  };
}
