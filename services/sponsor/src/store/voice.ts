import type { VoiceWanted } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface VoiceCount {
  answered: number;
  told: number;
}

/** What was told of a mission. */
export interface VoiceRow {
  mission_id: string;
  title: string;
  handed_out: number;
  told: number;
  told_at: Date | null;
  cells: Array<{ helped: number; wanted: VoiceWanted; amount: number }>;
}

/** Every SQL statement about what people say of missions. */
export function voiceStore({ db }: { db: Database }) {
  return {
    async handOut(mission_id: string, title: string, hashes: readonly Buffer[]): Promise<void> {
      await sql`
        WITH mission AS (
          INSERT INTO mission_voices AS v (mission_id, title, handed_out) VALUES (${mission_id}, ${title}, ${hashes.length})
          ON CONFLICT (mission_id) DO UPDATE SET title = excluded.title, handed_out = v.handed_out + excluded.handed_out
          RETURNING v.mission_id
        )
        INSERT INTO voice_links (token_hash, mission_id) SELECT hash, mission_id FROM mission, unnest(${hashes}::bytea[]) AS hash`.execute(
        db,
      );
    },
    async find(hash: Buffer): Promise<{ title: string; is_answered: boolean } | undefined> {
      const { rows } = await sql<{ title: string; is_answered: boolean }>`
        SELECT v.title, l.answered AS is_answered FROM voice_links l JOIN mission_voices v USING (mission_id) WHERE l.token_hash = ${hash}`.execute(
        db,
      );
      return rows[0];
    },
    /** Uses a link up; undefined where it was used before. */
    async use(hash: Buffer): Promise<string | undefined> {
      const { rows } = await sql<{ mission_id: string }>`
        UPDATE voice_links SET answered = true WHERE token_hash = ${hash} AND NOT answered RETURNING mission_id`.execute(db);
      return rows[0]?.mission_id;
    },
    /** Counts an answer; others about the same mission wait. */
    async count(mission_id: string, helped: number, wanted: VoiceWanted): Promise<VoiceCount> {
      const { rows } = await sql<VoiceCount>`
        UPDATE mission_voices SET answered = answered + 1 WHERE mission_id = ${mission_id} RETURNING answered, told`.execute(db);
      await sql`
        INSERT INTO voice_tallies AS t (mission_id, helped, wanted, answers) VALUES (${mission_id}, ${helped}, ${wanted}, 1)
        ON CONFLICT (mission_id, helped, wanted) DO UPDATE SET answers = t.answers + 1`.execute(db);
      return rows[0]!;
    },
    /** Everything that was answered so far is told from now on. */
    async tell(mission_id: string, told_at: Date): Promise<void> {
      await sql`
        WITH cells AS (UPDATE voice_tallies SET told = answers WHERE mission_id = ${mission_id})
        UPDATE mission_voices SET told = answered, told_at = ${told_at} WHERE mission_id = ${mission_id}`.execute(db);
    },
    /** Of missions that these campaigns paid for. */
    async ofCampaigns(campaign_ids: readonly string[]): Promise<VoiceRow[]> {
      const { rows } = await sql<VoiceRow>`
        SELECT v.mission_id, v.title, v.handed_out, v.told, v.told_at, ${cells} AS cells FROM mission_voices v
        WHERE EXISTS (SELECT FROM campaign_actions a WHERE a.mission_id = v.mission_id AND a.campaign_id = ANY(${campaign_ids}::uuid[]))
        ORDER BY v.title, v.mission_id`.execute(db);
      return rows;
    },
    /** One mission, for those whose organisation paid for it; for everybody of the programme when `player_id` is null. */
    async seenBy(mission_id: string, player_id: string | null): Promise<VoiceRow | undefined> {
      const { rows } = await sql<VoiceRow>`
        SELECT v.mission_id, v.title, v.handed_out, v.told, v.told_at, ${cells} AS cells FROM mission_voices v
        WHERE v.mission_id = ${mission_id} AND (${player_id}::uuid IS NULL OR EXISTS (
          SELECT FROM campaign_actions a JOIN sponsor_campaigns c ON c.id = a.campaign_id
          JOIN sponsor_members m ON m.organisation_id = c.organisation_id AND m.player_id = ${player_id} WHERE a.mission_id = v.mission_id))`.execute(
        db,
      );
      return rows[0];
    },
  };
}

const cells = sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('helped', t.helped, 'wanted', t.wanted, 'amount', t.told) ORDER BY t.helped DESC, t.wanted), '[]')
  FROM voice_tallies t WHERE t.mission_id = v.mission_id AND t.told > 0)`;
