import { type Database, jsonRows } from "@oneheart/kernel";
import { sql } from "kysely";
import { places } from "./position.ts";

/** A campaign's part of a verified action, as it is drawn. */
export interface DrawnRow {
  id: string;
  action_id: string;
  campaign_id: string;
  quest_id: string;
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
}

/** A reservation that is used up: what it had reserved of each campaign, and what the programme paid. */
export interface SettledReservation {
  quest_id: string;
  /** False where it had given everything back before. */
  was_reserved: boolean;
  programme_tokens: bigint | null;
  programme_paid: bigint;
}

/** What was taken back of a campaign's part (-1), or given again (1). */
export interface CorrectedRow extends DrawnRow {
  correction_id: string;
  kind: "reversal" | "reinstatement";
  by: 1 | -1;
  corrected_tokens: bigint;
  corrected_minor: bigint;
  ledger_transaction_id: string | null;
  corrected_at: Date;
}

const columns = sql`a.id, a.action_id, a.campaign_id, a.quest_id, a.mission_id, a.zone_id, a.day::text, a.parts, a.tokens, a.amount_minor,
  a.people_reached, a.award_id, a.draw_id, a.recorded_at`;

/** Every SQL statement about actions that campaigns paid for. */
export function actionStore({ db }: { db: Database }) {
  return {
    /** Notes what was drawn, and in the same statement what it does to reservations, funds, budget and the sums by day. */
    async draw(rows: readonly DrawnRow[], settled: readonly SettledReservation[]): Promise<void> {
      await sql`
        WITH drawn AS (
          SELECT * FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS d (id uuid, action_id uuid, campaign_id uuid, quest_id uuid, mission_id uuid,
            zone_id uuid, day date, parts int, tokens bigint, amount_minor bigint, people_reached int, award_id uuid, draw_id uuid,
            recorded_at timestamptz)
        ), settled AS (
          SELECT * FROM jsonb_to_recordset(${jsonRows(settled)}::jsonb) AS s (quest_id uuid, was_reserved boolean, programme_tokens bigint,
            programme_paid bigint)
        ), marked AS (
          UPDATE reward_reservations r SET state = 'drawn', programme_paid = s.programme_paid FROM settled s WHERE r.quest_id = s.quest_id
        ), freed AS (
          SELECT x.campaign_id, sum(x.amount_minor)::bigint AS amount_minor FROM settled s JOIN reservation_shares x USING (quest_id)
          WHERE s.was_reserved GROUP BY x.campaign_id
        ), spent AS (
          SELECT campaign_id, sum(amount_minor)::bigint AS amount_minor, count(*) AS actions FROM drawn GROUP BY campaign_id
        ), funds AS (
          UPDATE sponsor_funds f SET reserved_minor = f.reserved_minor - coalesce(g.amount_minor, 0), spent_minor = f.spent_minor + s.amount_minor,
            actions = f.actions + s.actions
          FROM spent s LEFT JOIN freed g USING (campaign_id) WHERE f.campaign_id = s.campaign_id
        ), budget AS (
          UPDATE programme_budget b SET reserved_tokens = b.reserved_tokens - t.reserved, paid_tokens = b.paid_tokens + t.paid
          FROM (SELECT coalesce(sum(programme_tokens) FILTER (WHERE was_reserved), 0)::bigint AS reserved,
            coalesce(sum(programme_paid), 0)::bigint AS paid, count(programme_tokens) AS counted FROM settled) t WHERE t.counted > 0
          RETURNING true
        ), days AS (${addToDays(sql`
          SELECT campaign_id, zone_id, day, count(*) AS entries, count(*) AS actions, sum(parts) AS action_parts,
            sum(parts::bigint * people_reached) AS people_parts, sum(tokens) AS tokens, sum(amount_minor) AS spent_minor
          FROM drawn GROUP BY campaign_id, zone_id, day`)}), ${places(rows.length, "budget")}
        INSERT INTO campaign_actions (id, action_id, campaign_id, quest_id, mission_id, zone_id, day, parts, tokens, amount_minor, people_reached,
          award_id, draw_id, recorded_at, position)
        SELECT id, action_id, campaign_id, quest_id, mission_id, zone_id, day, parts, tokens, amount_minor, people_reached, award_id, draw_id,
          recorded_at, places.before + row_number() OVER (ORDER BY id) FROM drawn, places`.execute(db);
    },
    /** The parts of an action, in the order of their campaigns. */
    async ofAction(action_id: string): Promise<DrawnRow[]> {
      const { rows } =
        await sql<DrawnRow>`SELECT ${columns} FROM campaign_actions a WHERE a.action_id = ${action_id} ORDER BY a.campaign_id`.execute(db);
      return rows;
    },
    async correctionsOf(action_id: string): Promise<Array<{ campaign_id: string; kind: string; tokens: bigint; amount_minor: bigint }>> {
      const { rows } = await sql<{ campaign_id: string; kind: string; tokens: bigint; amount_minor: bigint }>`
        SELECT campaign_id, kind, tokens, amount_minor FROM campaign_corrections WHERE action_id = ${action_id}`.execute(db);
      return rows;
    },
    /** Notes what was taken back or given again, with what it does to funds and the sums by day. */
    async correct(rows: readonly CorrectedRow[]): Promise<void> {
      await sql`
        WITH corrected AS (
          SELECT * FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS c (correction_id uuid, action_id uuid, campaign_id uuid, kind text, by int,
            zone_id uuid, day date, parts int, people_reached int, corrected_tokens bigint, corrected_minor bigint, ledger_transaction_id uuid,
            corrected_at timestamptz)
        ), funds AS (
          UPDATE sponsor_funds f SET spent_minor = f.spent_minor + c.corrected_minor, actions = f.actions + c.by
          FROM corrected c WHERE f.campaign_id = c.campaign_id
        ), days AS (${addToDays(sql`
          SELECT campaign_id, zone_id, day, 1 AS entries, by AS actions, by * parts AS action_parts, by * parts::bigint * people_reached AS people_parts,
            corrected_tokens AS tokens, corrected_minor AS spent_minor FROM corrected`)}), ${places(rows.length)}
        INSERT INTO campaign_corrections (id, action_id, campaign_id, kind, tokens, amount_minor, ledger_transaction_id, recorded_at, position)
        SELECT correction_id, action_id, campaign_id, kind, corrected_tokens, corrected_minor, ledger_transaction_id, corrected_at,
          places.before + row_number() OVER (ORDER BY correction_id) FROM corrected, places`.execute(db);
    },
    /** Takes back (-1), or gives again (1), what the programme's budget paid for a quest. */
    async correctProgramme(quest_id: string, by: 1 | -1): Promise<void> {
      await sql`
        UPDATE programme_budget b SET paid_tokens = b.paid_tokens + ${by}::int * r.programme_paid FROM reward_reservations r
        WHERE r.quest_id = ${quest_id} AND r.state = 'drawn' AND r.programme_tokens IS NOT NULL AND r.programme_paid > 0`.execute(db);
    },
  };
}

function addToDays(added: ReturnType<typeof sql>) {
  return sql`
    INSERT INTO campaign_days AS t (campaign_id, zone_id, day, entries, actions, action_parts, people_parts, tokens, spent_minor)
    SELECT campaign_id, zone_id, day, entries, actions, action_parts, people_parts, tokens, spent_minor FROM (${added}) added
    ORDER BY campaign_id, zone_id, day
    ON CONFLICT (campaign_id, zone_id, day) DO UPDATE SET entries = t.entries + excluded.entries, actions = t.actions + excluded.actions,
      action_parts = t.action_parts + excluded.action_parts, people_parts = t.people_parts + excluded.people_parts,
      tokens = t.tokens + excluded.tokens, spent_minor = t.spent_minor + excluded.spent_minor`;
}
