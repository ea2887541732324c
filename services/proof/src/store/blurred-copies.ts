import type { CopyObstacle, CopyState } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { RegionRow } from "./blur-regions.ts";

export interface CopyRow {
  id: string;
  proof_id: string;
  still_no: number;
  at_ms: number | null;
  source_path: string | null;
  width_px: number | null;
  height_px: number | null;
  state: CopyState;
  obstacle: CopyObstacle | null;
  searched_at: Date | null;
  revision: number;
  blurred_path: string | null;
  released_by: string | null;
  released_at: Date | null;
  withdrawn_by: string | null;
  withdrawn_at: Date | null;
  created_at: Date;
}
export type NewCopy = Pick<
  CopyRow,
  "id" | "proof_id" | "still_no" | "at_ms" | "source_path" | "width_px" | "height_px" | "state" | "obstacle" | "created_at"
>;

/** A copy of some revision that lies in the object store, and where faces were found in it. */
export interface MadeCopy {
  id: string;
  revision: number;
  blurred_path: string;
  width: number;
  height: number;
  found: readonly Omit<RegionRow, "found_by">[];
  now: Date;
}

/** A copy with what decides who may see it. */
export interface CopyOfProof extends CopyRow {
  proof_status: string;
  player_id: string;
  consent_public: boolean;
  consent_sponsor: boolean;
}

type Tables = { blurred_copies: CopyRow };

/** Every SQL statement about blurred copies. */
export function copyStore({ db }: { db: Database }) {
  const tables = db.withTables<Tables>();
  // Those of a player who was erased are as if they were not there, also while they are being deleted.
  const ofProof = sql`
    SELECT c.*, e.status AS proof_status, e.player_id, e.consent_public, e.consent_sponsor FROM blurred_copies c JOIN evidence e ON e.id = c.proof_id AND e.erased_at IS NULL`;
  const one = async (query: ReturnType<typeof sql<CopyOfProof>>) => (await query.execute(db)).rows[0];
  return {
    /** Once for each still, however often: those that were not there. Nothing of a proof that may be shown to nobody any more. */
    async open(copies: readonly NewCopy[]): Promise<CopyRow[]> {
      const { rows } = await sql<CopyRow>`
        INSERT INTO blurred_copies (id, proof_id, still_no, at_ms, source_path, width_px, height_px, state, obstacle, created_at)
        SELECT c.id, c.proof_id, c.still_no, c.at_ms, c.source_path, c.width_px, c.height_px, c.state, c.obstacle, c.created_at
        FROM jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) AS c (id uuid, proof_id uuid, still_no int, at_ms int, source_path text,
          width_px int, height_px int, state text, obstacle text, created_at timestamptz)
        JOIN evidence e ON e.id = c.proof_id AND e.erased_at IS NULL AND (e.consent_public OR e.consent_sponsor)
        FOR SHARE OF e
        ON CONFLICT (proof_id, still_no) DO NOTHING
        RETURNING *`.execute(db);
      return rows;
    },
    get: (id: string): Promise<CopyOfProof | undefined> => one(sql<CopyOfProof>`${ofProof} WHERE c.id = ${id}`),
    lock: (id: string): Promise<CopyOfProof | undefined> => one(sql<CopyOfProof>`${ofProof} WHERE c.id = ${id} FOR UPDATE OF c`),
    ofProofs: (proof_ids: readonly string[]): Promise<CopyRow[]> =>
      tables
        .selectFrom("blurred_copies")
        .selectAll()
        .where("proof_id", "in", [...proof_ids, nobody])
        .orderBy("still_no")
        .execute(),
    async page(page: { limit: number; before: string | undefined; state: CopyState | undefined; verified_only: boolean }) {
      const { rows } = await sql<CopyOfProof>`
        ${ofProof} WHERE ${page.before === undefined ? sql`true` : sql`c.id < ${page.before}`}
          AND ${page.state === undefined ? sql`true` : sql`c.state = ${page.state}`}
          AND ${page.verified_only ? sql`e.status = 'verified'` : sql`true`}
        ORDER BY c.id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },

    /**
     * Takes over a copy that was made of a revision, with what was found in it; false, and nothing is noted, when that is no longer the
     * newest, or nobody waits for it.
     */
    async ready({ id, revision, blurred_path, width, height, found, now }: MadeCopy): Promise<boolean> {
      const { rows } = await sql`
        WITH made AS (
          UPDATE blurred_copies SET state = 'ready', blurred_path = ${blurred_path}, width_px = ${width}, height_px = ${height},
            searched_at = coalesce(searched_at, ${now})
          WHERE id = ${id} AND revision = ${revision} AND state = 'preparing' RETURNING id
        ), regions AS (
          INSERT INTO blur_regions (id, copy_id, left_px, top_px, width_px, height_px, found_by)
          SELECT r.id, made.id, r.left_px, r.top_px, r.width_px, r.height_px, 'detector'
          FROM made, jsonb_to_recordset(${JSON.stringify(found)}::jsonb) AS r (id uuid, left_px int, top_px int, width_px int, height_px int)
        )
        SELECT id FROM made`.execute(db);
      return rows.length === 1;
    },
    async block(id: string, obstacle: CopyObstacle): Promise<void> {
      await sql`UPDATE blurred_copies SET state = 'blocked', obstacle = ${obstacle} WHERE id = ${id} AND state = 'preparing'`.execute(db);
    },
    /** Whatever was made before is of an older revision from here on. */
    async prepare(id: string): Promise<number> {
      const { rows } = await sql<{ revision: number }>`
        UPDATE blurred_copies SET state = 'preparing', obstacle = NULL, revision = revision + 1 WHERE id = ${id} RETURNING revision`.execute(
        db,
      );
      return rows[0]!.revision;
    },
    async release({ id, by, now }: { id: string; by: string; now: Date }): Promise<void> {
      await sql`UPDATE blurred_copies SET state = 'released', released_by = ${by}, released_at = ${now} WHERE id = ${id}`.execute(db);
    },
    /** One, or all of a proof, whatever state they are in; answers those that were not withdrawn before. */
    async withdraw(which: { id: string } | { proof_id: string }, { by, now }: { by: string; now: Date }): Promise<CopyRow[]> {
      const { rows } = await sql<CopyRow>`
        UPDATE blurred_copies SET state = 'withdrawn', obstacle = NULL, withdrawn_by = ${by}, withdrawn_at = ${now}
        WHERE ${"id" in which ? sql`id = ${which.id}` : sql`proof_id = ${which.proof_id}`} AND state <> 'withdrawn' RETURNING *`.execute(
        db,
      );
      return rows;
    },
    /** Makes anew what the player withdrew; answers what is to be made. What cannot be decoded is blocked, as before. */
    async takeUp(proof_id: string, player_id: string): Promise<Pick<CopyRow, "id" | "revision">[]> {
      const { rows } = await sql<CopyRow>`
        UPDATE blurred_copies SET state = CASE WHEN source_path IS NULL THEN 'blocked' ELSE 'preparing' END,
          obstacle = CASE WHEN source_path IS NULL THEN 'picture_unreadable' END, revision = revision + 1
        WHERE proof_id = ${proof_id} AND state = 'withdrawn' AND withdrawn_by = ${player_id} RETURNING *`.execute(db);
      return rows.filter(({ state }) => state === "preparing");
    },
    /** Withdrawn copies that still lie in the object store. */
    async left(limit: number): Promise<{ id: string; blurred_path: string }[]> {
      const { rows } = await sql<{ id: string; blurred_path: string }>`
        SELECT id, blurred_path FROM blurred_copies WHERE state = 'withdrawn' AND blurred_path IS NOT NULL LIMIT ${limit}`.execute(db);
      return rows;
    },
    /** After its object was deleted; not when another was made in the meantime. */
    async forgetObject(id: string, blurred_path: string): Promise<void> {
      await sql`
        UPDATE blurred_copies SET blurred_path = NULL
        WHERE id = ${id} AND blurred_path = ${blurred_path} AND state NOT IN ('ready', 'released')`.execute(db);
    },
    async remove(proof_ids: readonly string[]): Promise<void> {
      await sql`DELETE FROM blurred_copies WHERE proof_id = ANY(${proof_ids}::uuid[])`.execute(db);
    },
  };
}

/** `in ()` is no SQL. */
const nobody = "00000000-0000-0000-0000-000000000000";
