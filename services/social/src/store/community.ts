import type { WitnessVerdict } from "@oneheart/contracts";
import { type Database, type MomentKey, takeLocks } from "@oneheart/kernel";
import { sql } from "kysely";

export interface ActionRow {
  action_id: string;
  zone_id: string;
  player_id: string;
  mission_id: string;
  title: string;
  xp: number;
  occurred_at: Date;
  shown: boolean;
  standing_at: Date;
}
export interface CountedAction extends ActionRow {
  up_count: number;
  down_count: number;
  comment_count: number;
}

export interface Totals {
  actions: number;
  contributors: number;
  xp: number;
  confirmations: number;
  disputes: number;
  up: number;
  down: number;
  comments: number;
}

export interface Contributor {
  player_id: string;
  actions: number;
  xp: number;
  last_action_at: Date;
}
export interface ZoneWitness {
  player_id: string;
  statements: number;
  last_statement_at: Date;
}

interface Statement {
  zone_id: string;
  player_id: string;
  verdict: WitnessVerdict;
  at: Date;
}

const nothing: Totals = { actions: 0, contributors: 0, xp: 0, confirmations: 0, disputes: 0, up: 0, down: 0, comments: 0 };
const listed = 10;

/** Every SQL statement about verified actions, and the totals and members of zones. */
export function communityStore({ db }: { db: Database }) {
  return {
    async action(action_id: string): Promise<CountedAction | undefined> {
      const { rows } = await sql<CountedAction>`SELECT * FROM community_actions WHERE action_id = ${action_id}`.execute(db);
      return rows[0];
    },
    /** Until the end of the transaction nobody else changes what is known of this action, also when it is not known yet. */
    async lockAction(action_id: string): Promise<CountedAction | undefined> {
      return (await this.lockActions([action_id])).get(action_id);
    },
    /** The same for several, always in the same order. */
    async lockActions(action_ids: readonly string[]): Promise<Map<string, CountedAction>> {
      await takeLocks(db, "social.action", action_ids);
      const { rows } = await sql<CountedAction>`SELECT * FROM community_actions WHERE action_id = ANY(${action_ids}::uuid[])`.execute(db);
      return new Map(rows.map((row) => [row.action_id, row]));
    },
    async saveActions(rows: readonly ActionRow[]): Promise<void> {
      await sql`
        INSERT INTO community_actions (action_id, zone_id, player_id, mission_id, title, xp, occurred_at, shown, standing_at)
        SELECT action_id, zone_id, player_id, mission_id, title, xp, occurred_at, shown, standing_at
        FROM json_populate_recordset(NULL::community_actions, ${JSON.stringify(rows)}::json)
        ON CONFLICT (action_id) DO UPDATE SET title = excluded.title, xp = excluded.xp, occurred_at = excluded.occurred_at,
          shown = excluded.shown, standing_at = excluded.standing_at`.execute(db);
    },
    /** Counts votes and comments of an action, and in its zone; an action that is known has made the zone's totals. */
    async addCounts(action_id: string, by: { up?: number; down?: number; comments?: number }): Promise<{ up: number; down: number }> {
      const { up = 0, down = 0, comments = 0 } = by;
      const { rows } = await sql<{ up: number; down: number }>`
        WITH counted AS (
          UPDATE community_actions SET up_count = up_count + ${up}, down_count = down_count + ${down},
            comment_count = comment_count + ${comments}
          WHERE action_id = ${action_id} RETURNING zone_id, up_count AS up, down_count AS down
        ), totals AS (
          UPDATE community_totals t SET up = t.up + ${up}, down = t.down + ${down}, comments = t.comments + ${comments}
          FROM counted c WHERE t.zone_id = c.zone_id
        )
        SELECT up, down FROM counted`.execute(db);
      return rows[0]!;
    },
    async activity(zone_id: string, before: MomentKey | undefined, limit: number): Promise<CountedAction[]> {
      const older = before === undefined ? sql`true` : sql`(occurred_at, action_id) < (${before.at}::timestamptz, ${before.id}::uuid)`;
      const { rows } = await sql<CountedAction>`
        SELECT * FROM community_actions WHERE zone_id = ${zone_id} AND shown AND ${older}
        ORDER BY occurred_at DESC, action_id DESC LIMIT ${limit}`.execute(db);
      return rows;
    },

    /** Takes an action that stands no more from its zone's totals. */
    async subtractAction({ zone_id, xp }: ActionRow, contributors: number): Promise<void> {
      await sql`
        UPDATE community_totals SET actions = actions - 1, contributors = contributors - ${contributors}, xp = xp - ${xp}
        WHERE zone_id = ${zone_id}`.execute(db);
    },
    async totals(zone_id: string): Promise<Totals> {
      const { rows } = await sql<Totals>`
        SELECT actions, contributors, xp::float8 AS xp, confirmations, disputes, up, down, comments FROM community_totals
        WHERE zone_id = ${zone_id}`.execute(db);
      return rows[0] ?? nothing;
    },

    /** Counts actions for their players and zones. */
    async addContributions(rows: readonly ActionRow[]): Promise<void> {
      await sql`
        WITH new AS (
          SELECT zone_id, player_id, count(*)::int AS actions, sum(xp)::int AS xp, max(occurred_at) AS last_action_at
          FROM json_populate_recordset(NULL::community_actions, ${JSON.stringify(rows)}::json) GROUP BY zone_id, player_id
        ), members AS (
          INSERT INTO community_members AS m (zone_id, player_id, actions, xp, last_action_at)
          SELECT zone_id, player_id, actions, xp, last_action_at FROM new ORDER BY zone_id, player_id
          ON CONFLICT (zone_id, player_id) DO UPDATE SET actions = m.actions + excluded.actions, xp = m.xp + excluded.xp,
            last_action_at = greatest(m.last_action_at, excluded.last_action_at)
          RETURNING zone_id, player_id, actions
        )
        INSERT INTO community_totals AS t (zone_id, actions, contributors, xp)
        SELECT zone_id, sum(new.actions), count(*) FILTER (WHERE new.actions = members.actions), sum(new.xp)
        FROM new JOIN members USING (zone_id, player_id) GROUP BY zone_id ORDER BY zone_id
        ON CONFLICT (zone_id) DO UPDATE SET actions = t.actions + excluded.actions, contributors = t.contributors + excluded.contributors,
          xp = t.xp + excluded.xp`.execute(db);
    },
    /** Undefined when the player is no member any more. */
    async removeContribution({ zone_id, player_id, xp }: ActionRow): Promise<number | undefined> {
      const { rows } = await sql<{ actions: number }>`
        UPDATE community_members SET actions = actions - 1, xp = xp - ${xp}
        WHERE zone_id = ${zone_id} AND player_id = ${player_id} AND actions > 0 RETURNING actions`.execute(db);
      return rows[0]?.actions;
    },
    /** Counts what a witness said for the witness and the zone. */
    async addStatement({ zone_id, player_id, verdict, at }: Statement): Promise<void> {
      await sql`
        WITH member AS (
          INSERT INTO community_members AS m (zone_id, player_id, statements, last_statement_at)
          VALUES (${zone_id}, ${player_id}, 1, ${at})
          ON CONFLICT (zone_id, player_id) DO UPDATE SET statements = m.statements + 1,
            last_statement_at = greatest(m.last_statement_at, excluded.last_statement_at)
        )
        INSERT INTO community_totals AS t (zone_id, confirmations, disputes)
        VALUES (${zone_id}, ${verdict === "confirm" ? 1 : 0}, ${verdict === "dispute" ? 1 : 0})
        ON CONFLICT (zone_id) DO UPDATE SET confirmations = t.confirmations + excluded.confirmations,
          disputes = t.disputes + excluded.disputes`.execute(db);
    },
    async topContributors(zone_id: string): Promise<Contributor[]> {
      const { rows } = await sql<Contributor>`
        SELECT player_id, actions, xp::float8 AS xp, last_action_at FROM community_members
        WHERE zone_id = ${zone_id} AND actions > 0 ORDER BY xp DESC, player_id LIMIT ${listed}`.execute(db);
      return rows;
    },
    async topWitnesses(zone_id: string): Promise<ZoneWitness[]> {
      const { rows } = await sql<ZoneWitness>`
        SELECT player_id, statements, last_statement_at FROM community_members
        WHERE zone_id = ${zone_id} AND statements > 0 ORDER BY statements DESC, player_id LIMIT ${listed}`.execute(db);
      return rows;
    },
    async eraseMember(player_id: string): Promise<void> {
      await sql`DELETE FROM community_members WHERE player_id = ${player_id}`.execute(db);
    },
  };
}
