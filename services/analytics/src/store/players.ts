import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

/** The number of each player; a new one for those who have none. */
export async function playerNumbers(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const read = () =>
    sql<{ player_id: string; no: number }>`
    SELECT player_id, no FROM analytics_players WHERE player_id = ANY(${ids}::uuid[])`.execute(db);
  const wanted = new Set(ids).size;
  const { rows } = await read();
  if (rows.length < wanted) {
    await sql`
      INSERT INTO analytics_players (player_id)
      SELECT DISTINCT id FROM unnest(${ids}::uuid[]) AS asked (id) WHERE NOT EXISTS (SELECT FROM analytics_players p WHERE p.player_id = asked.id)
      ORDER BY id ON CONFLICT DO NOTHING`.execute(db);
    return new Map((await read()).rows.map(({ player_id, no }) => [player_id, no]));
  }
  return new Map(rows.map(({ player_id, no }) => [player_id, no]));
}

/** The person's number names nobody any more. */
export async function forgetPlayer(db: Database, player_id: string): Promise<void> {
  await sql`UPDATE analytics_players SET player_id = NULL WHERE player_id = ${player_id}`.execute(db);
}
