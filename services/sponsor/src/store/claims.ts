import { type Database, lastId } from "@oneheart/kernel";
import { sql } from "kysely";

export interface ClaimRow {
  id: string;
  campaign_id: string;
  organisation_id: string;
  organisation_name: string;
  purpose: string;
  actions: number;
  parts: bigint;
  claimed_at: Date;
}

/** A share of an action with who paid it and who claimed it. */
export interface TrailRow {
  action_id: string;
  award_id: string | null;
  draw_id: string | null;
  quest_id: string;
  campaign_id: string;
  campaign_title: string;
  organisation_id: string;
  organisation_name: string;
  parts: number;
  claim_id: string | null;
  purpose: string | null;
  claimed_at: Date | null;
  is_reversed: boolean;
}

/** The action `a` does not count now. */
export const isReversed = sql`EXISTS (SELECT FROM campaign_corrections k WHERE k.action_id = a.action_id AND k.campaign_id = a.campaign_id AND k.kind = 'reversal')
  AND NOT EXISTS (SELECT FROM campaign_corrections k WHERE k.action_id = a.action_id AND k.campaign_id = a.campaign_id AND k.kind = 'reinstatement')`;

/** Every SQL statement about who may say what of which action. */
export function claimStore({ db }: { db: Database }) {
  return {
    /** The campaign's parts of actions that stand; actions of others, and those taken back, are left out. */
    async claimable(campaign_id: string, action_ids: readonly string[]): Promise<Map<string, number>> {
      const { rows } = await sql<{ action_id: string; parts: number }>`
        SELECT a.action_id, a.parts FROM campaign_actions a
        WHERE a.campaign_id = ${campaign_id} AND a.action_id = ANY(${action_ids}::uuid[]) AND NOT (${isReversed})`.execute(db);
      return new Map(rows.map(({ action_id, parts }) => [action_id, parts]));
    },
    async claimed(campaign_id: string, action_ids: readonly string[]): Promise<string[]> {
      const { rows } = await sql<{ action_id: string }>`
        SELECT action_id FROM claimed_actions WHERE campaign_id = ${campaign_id} AND action_id = ANY(${action_ids}::uuid[])`.execute(db);
      return rows.map(({ action_id }) => action_id);
    },
    /** Adds a claim; a claimed action is refused by its key. */
    async add(
      claim: { id: string; campaign_id: string; purpose: string; parts: bigint; claimed_at: Date },
      action_ids: readonly string[],
    ): Promise<void> {
      await sql`
        WITH claim AS (
          INSERT INTO public_claims (id, campaign_id, purpose, actions, parts, claimed_at)
          VALUES (${claim.id}, ${claim.campaign_id}, ${claim.purpose}, ${action_ids.length}, ${claim.parts}, ${claim.claimed_at})
        )
        INSERT INTO claimed_actions (action_id, campaign_id, claim_id)
        SELECT action_id, ${claim.campaign_id}::uuid, ${claim.id}::uuid FROM unnest(${action_ids}::uuid[]) AS t (action_id)`.execute(db);
    },
    async list(page: { campaign_id: string | undefined; before: string | undefined; limit: number }): Promise<ClaimRow[]> {
      const { rows } = await sql<ClaimRow>`
        SELECT k.id, k.campaign_id, o.id AS organisation_id, o.name AS organisation_name, k.purpose, k.actions, k.parts, k.claimed_at
        FROM public_claims k JOIN sponsor_campaigns c ON c.id = k.campaign_id JOIN sponsor_organisations o ON o.id = c.organisation_id
        WHERE ${page.campaign_id === undefined ? sql`true` : sql`k.campaign_id = ${page.campaign_id}`} AND k.id < ${page.before ?? lastId}::uuid
        ORDER BY k.id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },
    /** The shares of the action that an entry of the ledger is about: its award, its draw, or a correction of either. */
    async trail(ledger_id: string): Promise<TrailRow[]> {
      const { rows } = await sql<TrailRow>`
        SELECT a.action_id, a.award_id, a.draw_id, a.quest_id, a.campaign_id, c.title AS campaign_title, o.id AS organisation_id,
          o.name AS organisation_name, a.parts, k.id AS claim_id, k.purpose, k.claimed_at, ${isReversed} AS is_reversed
        FROM campaign_actions a
        JOIN sponsor_campaigns c ON c.id = a.campaign_id
        JOIN sponsor_organisations o ON o.id = c.organisation_id
        LEFT JOIN claimed_actions x ON x.action_id = a.action_id AND x.campaign_id = a.campaign_id
        LEFT JOIN public_claims k ON k.id = x.claim_id
        WHERE a.action_id = (
          SELECT action_id FROM (
            SELECT action_id FROM campaign_actions WHERE award_id = ${ledger_id} OR draw_id = ${ledger_id}
            UNION ALL
            SELECT d.action_id FROM ledger_transactions t JOIN campaign_actions d ON d.award_id = t.corrects OR d.draw_id = t.corrects
            WHERE t.id = ${ledger_id}
          ) about LIMIT 1)
        ORDER BY a.campaign_id`.execute(db);
      return rows;
    },
    /** A campaign's actions, newest first. */
    async actions(page: {
      campaign_id: string;
      zone_id: string | undefined;
      from: string | undefined;
      to: string | undefined;
      before: string | undefined;
      limit: number;
    }) {
      const { rows } = await sql<ActionRow>`
        SELECT a.id, a.action_id, a.mission_id, a.zone_id, a.day::text, a.parts, a.tokens, a.amount_minor, a.people_reached, a.award_id, a.draw_id,
          a.recorded_at, ${isReversed} AS is_reversed
        FROM campaign_actions a WHERE a.campaign_id = ${page.campaign_id} AND a.id < ${page.before ?? lastId}::uuid
          AND ${page.zone_id === undefined ? sql`true` : sql`a.zone_id = ${page.zone_id}`}
          AND ${page.from === undefined ? sql`true` : sql`a.day >= ${page.from}::date`}
          AND ${page.to === undefined ? sql`true` : sql`a.day <= ${page.to}::date`}
        ORDER BY a.id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },
  };
}

export interface ActionRow {
  id: string;
  action_id: string;
  mission_id: string;
  zone_id: string;
  day: string;
  parts: number;
  tokens: bigint;
  amount_minor: bigint;
  people_reached: number;
  award_id: string | null;
  draw_id: string | null;
  recorded_at: Date;
  is_reversed: boolean;
}
