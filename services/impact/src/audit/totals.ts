import { type Audit, type AuditFinding, auditTable } from "@oneheart/kernel";
import { sql } from "kysely";
import { standing } from "../store/standing.ts";

const PAGE_PLAYERS = 2_000;

/** The running sums of all awards that stand are their sums. */
export const auditTotals: Audit = async function* (db) {
  const { rows } = await sql<{ kept: string; summed: string }>`
    SELECT concat_ws('/', t.actions, t.credits_minor) AS kept,
      (SELECT concat_ws('/', count(*), coalesce(sum(credits_minor), 0)) FROM impact_awards a WHERE ${standing}) AS summed FROM impact_totals t`.execute(
    db,
  );
  const { kept, summed } = rows[0] ?? { kept: "nothing", summed: "the awards" };
  const differ: AuditFinding = { code: "totals_differ", ref: "impact_totals", message: `${kept} (actions/credits) against ${summed}` };
  yield { check: "impact_totals", checked: 1, of: 1, findings: kept === summed ? [] : [differ] };
};

interface PlayerRow {
  player_id: string;
  kept: string;
  counted: string;
}

/** The actions counted of each player are the player's awards that stand. */
export const auditCounts = auditTable<PlayerRow>({
  check: "impact_players",
  async total(db) {
    const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM impact_players`.execute(db);
    return Number(rows[0]!.total);
  },
  async page(db, after) {
    const { rows } = await sql<PlayerRow>`
      SELECT p.player_id, p.actions::text AS kept, (SELECT count(*) FROM impact_awards a WHERE a.player_id = p.player_id AND (${standing}))::text AS counted
      FROM impact_players p WHERE ${after === undefined ? sql`true` : sql`p.player_id > ${after}::uuid`}
      ORDER BY p.player_id LIMIT ${PAGE_PLAYERS}`.execute(db);
    return rows;
  },
  keyOf: (row) => row.player_id,
  findingsOf: ({ player_id, kept, counted }): AuditFinding[] =>
    kept === counted ? [] : [{ code: "actions_differ", ref: `player ${player_id}`, message: `${kept} actions kept, ${counted} awarded` }],
});
