import { type AuditFinding, auditTable } from "@oneheart/kernel";
import { sql } from "kysely";
import { standing } from "../store/standing.ts";

const PAGE_PLAYERS = 2_000;

interface PlayerRow {
  player_id: string;
  kept: string;
  summed: string;
}

/** What is kept of each player's days is what the player's awards that stand come to, so that no limit is measured by a wrong number. */
export const auditDays = auditTable<PlayerRow>({
  check: "reward_days",
  async total(db) {
    const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM impact_players`.execute(db);
    return Number(rows[0]!.total);
  },
  async page(db, after) {
    const { rows } = await sql<PlayerRow>`
      SELECT p.player_id,
        (SELECT concat_ws('/', coalesce(sum(xp), 0), coalesce(sum(tokens), 0), coalesce(sum(awards), 0))
          FROM reward_days d WHERE d.scope = 'player' AND d.scope_id = p.player_id) AS kept,
        (SELECT concat_ws('/', coalesce(sum(a.xp), 0), coalesce(sum(a.tokens), 0), count(*))
          FROM impact_awards a WHERE a.player_id = p.player_id AND (${standing})) AS summed
      FROM impact_players p WHERE ${after === undefined ? sql`true` : sql`p.player_id > ${after}::uuid`}
      ORDER BY p.player_id LIMIT ${PAGE_PLAYERS}`.execute(db);
    return rows;
  },
  keyOf: (row) => row.player_id,
  findingsOf: ({ player_id, kept, summed }): AuditFinding[] =>
    kept === summed
      ? []
      : [{ code: "days_differ", ref: `player ${player_id}`, message: `${kept} (XP/tokens/awards) kept, ${summed} awarded` }],
});
