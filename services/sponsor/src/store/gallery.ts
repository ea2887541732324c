import type { Database } from "@oneheart/kernel";
import { lastId } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import { isReversed } from "./claims.ts";

/** Whose pictures, and which of them. */
export interface GalleryScope {
  campaign_ids: readonly string[];
  zone_id?: string;
  mission_id?: string;
  from?: string;
  to?: string;
}

/** A proof of which something may be shown, with what one campaign paid for its action. */
export interface GalleryRow {
  proof_id: string;
  action_id: string;
  mission_id: string;
  zone_id: string;
  day: string;
  campaign_id: string;
  parts: number;
  amount_minor: bigint;
  award_id: string | null;
  draw_id: string | null;
}

/** What may be shown of a proof from a change on. */
export interface GalleryChange {
  proof_id: string;
  action_id: string;
  change_no: number;
  is_shown: boolean;
}

/** Every SQL statement about which pictures belong to whose money. */
export function galleryStore({ db }: { db: Database }) {
  return {
    /** Harmless to repeat: an earlier change says nothing new after a later one. */
    async note(changes: readonly GalleryChange[]): Promise<void> {
      await sql`
        INSERT INTO gallery_proofs AS g (proof_id, action_id, change_no, is_shown)
        SELECT DISTINCT ON (c.proof_id) c.proof_id, c.action_id, c.change_no, c.is_shown
        FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS c (proof_id uuid, action_id uuid, change_no int, is_shown boolean)
        ORDER BY c.proof_id, c.change_no DESC
        ON CONFLICT (proof_id) DO UPDATE SET change_no = EXCLUDED.change_no, is_shown = EXCLUDED.is_shown
        WHERE g.change_no < EXCLUDED.change_no`.execute(db);
    },
    /** The next proofs, newest first, each with all shares of the scope's campaigns. */
    async page(scope: GalleryScope, { before, limit }: { before: string | undefined; limit: number }): Promise<GalleryRow[]> {
      const { rows } = await sql<GalleryRow>`
        WITH page AS (
          SELECT g.proof_id, g.action_id FROM gallery_proofs g
          WHERE g.is_shown AND g.proof_id < ${before ?? lastId}::uuid AND EXISTS (
            SELECT FROM campaign_actions a WHERE a.action_id = g.action_id AND ${inScope(scope)} AND NOT (${isReversed}))
          ORDER BY g.proof_id DESC LIMIT ${limit}
        )
        SELECT p.proof_id, a.action_id, a.mission_id, a.zone_id, a.day::text, a.campaign_id, a.parts, a.amount_minor, a.award_id, a.draw_id
        FROM page p JOIN campaign_actions a ON a.action_id = p.action_id AND ${inScope(scope)}
        ORDER BY p.proof_id DESC, a.campaign_id`.execute(db);
      return rows;
    },
    /** Whether the scope's campaigns paid for anything, and whether anything of that may be shown. */
    async hasAny(scope: GalleryScope): Promise<{ paid: boolean; shown: boolean }> {
      const { rows } = await sql<{ paid: boolean; shown: boolean }>`
        SELECT EXISTS (SELECT FROM campaign_actions a WHERE ${inScope(scope)}) AS paid, EXISTS (
          SELECT FROM gallery_proofs g JOIN campaign_actions a ON a.action_id = g.action_id
          WHERE g.is_shown AND ${inScope(scope)} AND NOT (${isReversed})) AS shown`.execute(db);
      return rows[0]!;
    },
  };
}

function inScope({ campaign_ids, zone_id, mission_id, from, to }: GalleryScope): RawBuilder<unknown> {
  return sql`a.campaign_id = ANY(${campaign_ids}::uuid[])
    AND ${zone_id === undefined ? sql`true` : sql`a.zone_id = ${zone_id}::uuid`}
    AND ${mission_id === undefined ? sql`true` : sql`a.mission_id = ${mission_id}::uuid`}
    AND ${from === undefined ? sql`true` : sql`a.day >= ${from}::date`} AND ${to === undefined ? sql`true` : sql`a.day <= ${to}::date`}`;
}
