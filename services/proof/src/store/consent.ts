import type { PictureUse } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

/** What a change of a proof's pictures is told as. */
export interface PicturesChange {
  proof_id: string;
  action_id: string;
  change_no: number;
  shown_to: PictureUse[];
}

/** A picture that may be shown, with what is told of its proof. */
export interface ShownRow {
  proof_id: string;
  action_id: string;
  captured_at: Date;
  lat: number;
  lng: number;
  picture_id: string;
  width_px: number;
  height_px: number;
}

/** To 0.01 degree, about 1 km. */
const roughPlace = sql`round(e.lat::numeric, 2)::float8 AS lat, round(e.lng::numeric, 2)::float8 AS lng`;

/** Every SQL statement about what players allow, and what may be shown because of it. */
export function consentStore({ db }: { db: Database }) {
  return {
    /** False when it is no proof of this player, or the player was erased. */
    async set(proof_id: string, player_id: string, allowed: { public: boolean; sponsor: boolean }): Promise<boolean> {
      const done = await sql`
        UPDATE evidence SET consent_public = ${allowed.public}, consent_sponsor = ${allowed.sponsor}
        WHERE id = ${proof_id} AND player_id = ${player_id} AND erased_at IS NULL`.execute(db);
      return done.numAffectedRows === 1n;
    },
    /** Counts a change of what may be shown of proofs, and answers to whom, as long as the proof is verified. */
    async change(proof_ids: readonly string[]): Promise<PicturesChange[]> {
      const { rows } = await sql<PicturesChange>`
        UPDATE evidence e SET pictures_change_no = e.pictures_change_no + 1 WHERE e.id = ANY(${proof_ids}::uuid[])
        RETURNING e.id AS proof_id, e.action_id, e.pictures_change_no AS change_no,
          ARRAY(SELECT u.use FROM (VALUES ('public', e.consent_public), ('sponsor', e.consent_sponsor)) AS u (use, allowed)
            WHERE u.allowed AND EXISTS (SELECT FROM blurred_copies c WHERE c.proof_id = e.id AND c.state = 'released')) AS shown_to`.execute(
        db,
      );
      return rows;
    },
    /** Everything that sponsors may see of proofs now. */
    async shownToSponsors(proof_ids: readonly string[]): Promise<ShownRow[]> {
      const { rows } = await sql<ShownRow>`
        SELECT e.id AS proof_id, e.action_id, e.captured_at, ${roughPlace},
          c.id AS picture_id, c.width_px, c.height_px
        FROM evidence e JOIN blurred_copies c ON c.proof_id = e.id AND c.state = 'released'
        WHERE e.id = ANY(${proof_ids}::uuid[]) AND e.status = 'verified' AND e.erased_at IS NULL AND e.consent_sponsor ORDER BY e.id, c.still_no`.execute(
        db,
      );
      return rows;
    },
    /** Of the newest copies that were released, those that everybody may see: the first of each proof. */
    async publicly({ limit, of }: { limit: number; of: number }): Promise<ShownRow[]> {
      const { rows } = await sql<ShownRow>`
        SELECT e.id AS proof_id, e.action_id, e.captured_at, ${roughPlace}, c.id AS picture_id, c.width_px, c.height_px
        FROM (SELECT * FROM blurred_copies WHERE state = 'released' ORDER BY id DESC LIMIT ${of}) c JOIN evidence e ON e.id = c.proof_id
        WHERE c.still_no = 0 AND e.status = 'verified' AND e.erased_at IS NULL AND e.consent_public ORDER BY c.id DESC LIMIT ${limit}`.execute(
        db,
      );
      return rows;
    },
  };
}
