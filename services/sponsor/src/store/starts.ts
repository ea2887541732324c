import { type Database, jsonRows } from "@oneheart/kernel";
import { sql } from "kysely";

/** When a zone of a campaign starts; groups count from 0. */
export interface ZoneStart {
  zone_id: string;
  group: number;
  starts_at: Date;
}

export interface Draw {
  leaf_hash: string;
  drawn_at: Date;
  /** In the order that was drawn. */
  zones: ZoneStart[];
}

/** Every SQL statement about starts that chance decides. */
export function startStore({ db }: { db: Database }) {
  return {
    /** Campaigns whose order is still to be drawn. */
    async undrawn(): Promise<Array<{ id: string; draw_leaf: number }>> {
      const { rows } = await sql<{ id: string; draw_leaf: number }>`
        SELECT c.id, c.draw_leaf::float8 AS draw_leaf FROM sponsor_campaigns c WHERE c.staggered_start IS NOT NULL AND c.status <> 'ended'
          AND NOT EXISTS (SELECT FROM campaign_draws d WHERE d.campaign_id = c.id) ORDER BY c.id`.execute(db);
      return rows;
    },
    async drawn(): Promise<Array<{ id: string; draw_leaf: number }>> {
      const { rows } = await sql<{ id: string; draw_leaf: number }>`
        SELECT c.id, c.draw_leaf::float8 AS draw_leaf FROM sponsor_campaigns c JOIN campaign_draws d ON d.campaign_id = c.id ORDER BY c.id`.execute(
        db,
      );
      return rows;
    },
    /** Once: whoever is later changes nothing. */
    async record(campaign_id: string, { leaf_hash, drawn_at, zones }: Draw): Promise<void> {
      const rows = zones.map(({ zone_id, group, starts_at }, place) => ({ zone_id, place, start_group: group, starts_at }));
      await sql`
        WITH draw AS (
          INSERT INTO campaign_draws (campaign_id, leaf_hash, drawn_at) VALUES (${campaign_id}, ${leaf_hash}, ${drawn_at})
          ON CONFLICT DO NOTHING RETURNING campaign_id
        )
        INSERT INTO campaign_zone_starts (campaign_id, zone_id, place, start_group, starts_at)
        SELECT d.campaign_id, z.zone_id, z.place, z.start_group, z.starts_at FROM draw d
        CROSS JOIN jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS z (zone_id uuid, place int, start_group int, starts_at timestamptz)`.execute(
        db,
      );
    },
    async find(campaign_id: string): Promise<Draw | undefined> {
      const { rows } = await sql<Omit<Draw, "zones"> & ZoneStart>`
        SELECT d.leaf_hash, d.drawn_at, z.zone_id, z.start_group AS group, z.starts_at
        FROM campaign_draws d JOIN campaign_zone_starts z USING (campaign_id) WHERE d.campaign_id = ${campaign_id} ORDER BY z.place`.execute(
        db,
      );
      const [first] = rows;
      if (first === undefined) return undefined;
      const zones = rows.map(({ zone_id, group, starts_at }) => ({ zone_id, group, starts_at }));
      return { leaf_hash: first.leaf_hash, drawn_at: first.drawn_at, zones };
    },
  };
}
