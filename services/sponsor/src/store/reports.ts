import { type Database, lastId } from "@oneheart/kernel";
import { sql } from "kysely";

/** What a later report compares with: values of the figures of the whole, in their units. */
export interface WholeFigures {
  spent: number;
  actions: number;
  people: number;
  cost_per_action: number | null;
}

export interface ReportRow {
  id: string;
  organisation_id: string;
  currency: string;
  campaign_id: string | null;
  from_day: string | null;
  to_day: string | null;
  made_by: "person" | "schedule";
  figures: WholeFigures;
  note: string;
  created_at: Date;
}

/** Of the same campaigns. */
type Subject = Pick<ReportRow, "organisation_id" | "currency" | "campaign_id">;

const columns = sql`r.id, r.organisation_id, r.currency, r.campaign_id, r.from_day::text, r.to_day::text, r.made_by, r.figures, r.note, r.created_at`;

/** Every SQL statement about reports. */
export function reportStore({ db }: { db: Database }) {
  return {
    /** Before the first file of a report is written. By the database's clock: the past is recorded as well. */
    async begin(id: string): Promise<void> {
      await sql`INSERT INTO sponsor_report_drafts (id) VALUES (${id})`.execute(db);
    },
    /** Drafts that nothing came of in an hour. Whoever would still finish one waits for the caller's transaction. */
    async abandoned(limit: number): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM sponsor_report_drafts WHERE started_at < now() - interval '1 hour' ORDER BY started_at LIMIT ${limit}
        FOR UPDATE SKIP LOCKED`.execute(db);
      return rows.map(({ id }) => id);
    },
    async forget(ids: readonly string[]): Promise<void> {
      await sql`DELETE FROM sponsor_report_drafts WHERE id = ANY(${ids}::uuid[])`.execute(db);
    },
    /** Makes a draft a report. False where its month is reported on already, and where it took so long that the draft was given up. */
    async add(row: ReportRow): Promise<boolean> {
      const done = await sql`
        WITH added AS (
          INSERT INTO sponsor_reports (id, organisation_id, currency, campaign_id, from_day, to_day, made_by, figures, note, created_at)
          SELECT d.id, ${row.organisation_id}::uuid, ${row.currency}, ${row.campaign_id}::uuid, ${row.from_day}::date, ${row.to_day}::date,
            ${row.made_by}, ${JSON.stringify(row.figures)}::jsonb, ${row.note}, ${row.created_at}::timestamptz
          FROM sponsor_report_drafts d WHERE d.id = ${row.id} FOR UPDATE
          ON CONFLICT DO NOTHING RETURNING id
        )
        DELETE FROM sponsor_report_drafts WHERE id IN (SELECT id FROM added)`.execute(db);
      return done.numAffectedRows === 1n;
    },
    async page(page: { organisation_id: string; before: string | undefined; limit: number }) {
      const { rows } = await sql<ReportRow & { campaign_title: string | null }>`
        SELECT ${columns}, c.title AS campaign_title FROM sponsor_reports r LEFT JOIN sponsor_campaigns c ON c.id = r.campaign_id
        WHERE r.organisation_id = ${page.organisation_id} AND r.id < ${page.before ?? lastId}::uuid ORDER BY r.id DESC LIMIT ${page.limit}`.execute(
        db,
      );
      return rows;
    },
    /** The newest one about the same campaigns. */
    async last({ organisation_id, currency, campaign_id }: Subject): Promise<ReportRow | undefined> {
      const { rows } = await sql<ReportRow>`
        SELECT ${columns} FROM sponsor_reports r WHERE r.organisation_id = ${organisation_id} AND r.currency = ${currency}
          AND r.campaign_id IS NOT DISTINCT FROM ${campaign_id}::uuid ORDER BY r.id DESC LIMIT 1`.execute(db);
      return rows[0];
    },
    /** Whose campaigns ran in these days and were not reported on. */
    async due(from: string, to: string): Promise<Array<{ organisation_id: string; currency: string }>> {
      const { rows } = await sql<{ organisation_id: string; currency: string }>`
        SELECT DISTINCT c.organisation_id, c.currency FROM sponsor_campaigns c
        WHERE c.starts_at < ${to}::date + 1 AND c.ends_at > ${from}::date AND NOT EXISTS (
          SELECT FROM sponsor_reports r WHERE r.made_by = 'schedule' AND r.organisation_id = c.organisation_id AND r.currency = c.currency
            AND r.from_day = ${from}::date AND r.to_day = ${to}::date)
        ORDER BY 1, 2`.execute(db);
      return rows;
    },
    /** How many actions of campaigns in these days were taken back and not given again. */
    async takenBack({ campaign_ids, from, to }: { campaign_ids: readonly string[]; from?: string; to?: string }): Promise<number> {
      const { rows } = await sql<{ count: number }>`
        SELECT count(*) FILTER (WHERE k.kind = 'reversal')::int - count(*) FILTER (WHERE k.kind = 'reinstatement')::int AS count
        FROM campaign_corrections k JOIN campaign_actions a ON a.action_id = k.action_id AND a.campaign_id = k.campaign_id
        WHERE a.campaign_id = ANY(${campaign_ids}::uuid[])
          AND ${from === undefined ? sql`true` : sql`a.day >= ${from}::date`} AND ${to === undefined ? sql`true` : sql`a.day <= ${to}::date`}`.execute(
        db,
      );
      return rows[0]!.count;
    },
  };
}
