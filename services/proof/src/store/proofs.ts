import type { MediaType, ProofStatus } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface EvidenceRow {
  id: string;
  action_id: string;
  quest_id: string;
  player_id: string;
  media_type: MediaType;
  media_hash: string;
  size_bytes: bigint;
  width_px: number | null;
  height_px: number | null;
  decodability: "ok" | "not_evaluated";
  storage_path: string;
  thumbnail_path: string | null;
  delivery_path: string | null;
  captured_at: Date;
  lat: number;
  lng: number;
  accuracy_m: number | null;
  nonce: string | null;
  mock_location: boolean;
  clock_skew_ms: bigint;
  status: ProofStatus;
  authenticity_score: number | null;
  received_at: Date;
  created_at: Date;
  erased_at: Date | null;
  consent_public: boolean;
  consent_sponsor: boolean;
}
export type NewEvidence = Omit<EvidenceRow, "thumbnail_path" | "delivery_path" | "status" | "authenticity_score" | "erased_at">;

export interface ActionRow {
  id: string;
  player_id: string;
  mission_id: string;
  quest_id: string;
  action_type: string;
  location_lat: number;
  location_lng: number;
  duration_minutes: number | null;
  beneficiaries_count: number | null;
  status: "open" | "submitted";
  timestamp: Date;
  received_at: Date;
  created_at: Date;
}
export type NewAction = Omit<ActionRow, "duration_minutes" | "beneficiaries_count" | "status">;

export interface ProofDecision {
  proof_id: string;
  status: ProofStatus;
  authenticity_score: number;
  decision_no: number;
}

/** Evidence that was marked as erased, and whether others might have seen it. */
interface ErasedRow extends Pick<EvidenceRow, "id" | "storage_path"> {
  was_allowed: boolean;
}

type Tables = { actions: ActionRow; evidence: EvidenceRow };

export interface EvidencePage {
  limit: number;
  player_id: string;
  before: string | undefined;
  quest_id: string | undefined;
  status: ProofStatus | undefined;
}

const coarse = (column: string) => sql`round(${sql.ref(column)}::numeric, 1)::double precision`;

/** Every SQL statement about actions and evidence. */
export function proofStore({ db }: { db: Database }) {
  const tables = db.withTables<Tables>();
  return {
    /** The quest's action, made when there is none yet; its row stays locked, so that proofs of one quest come one by one. */
    async openAction(action: NewAction): Promise<Pick<ActionRow, "id" | "status">> {
      const { rows } = await sql<Pick<ActionRow, "id" | "status">>`
        INSERT INTO actions (id, player_id, mission_id, quest_id, action_type, location_lat, location_lng, timestamp, received_at, created_at)
        VALUES (${action.id}, ${action.player_id}, ${action.mission_id}, ${action.quest_id}, ${action.action_type},
          ${action.location_lat}, ${action.location_lng}, ${action.timestamp}, ${action.received_at}, ${action.created_at})
        ON CONFLICT (quest_id) DO UPDATE SET quest_id = EXCLUDED.quest_id
        RETURNING id, status`.execute(db);
      return rows[0]!;
    },
    action: (id: string): Promise<ActionRow | undefined> =>
      tables.selectFrom("actions").selectAll().where("id", "=", id).executeTakeFirst(),
    /** Answers those of the quests that have an action. */
    async markSubmitted(handedIn: ReadonlyArray<{ quest_id: string; duration_minutes: number; beneficiaries_count: number }>) {
      const { rows } = await sql<{ quest_id: string }>`
        UPDATE actions a SET status = 'submitted', duration_minutes = h.duration_minutes, beneficiaries_count = h.beneficiaries_count
        FROM jsonb_to_recordset(${JSON.stringify(handedIn)}::jsonb) AS h (quest_id uuid, duration_minutes int, beneficiaries_count int)
        WHERE a.quest_id = h.quest_id RETURNING a.quest_id`.execute(db);
      return new Set(rows.map((row) => row.quest_id));
    },

    /**
     * Makes evidence of an upload that was not given up, unless the quest has `max` proofs already. Answers how many it had. The caller
     * holds the quest's action.
     */
    async recordEvidence(row: NewEvidence, max: number): Promise<{ count: number; is_recorded: boolean }> {
      const { rows } = await sql<{ count: number; is_recorded: boolean }>`
        WITH before AS (
          SELECT count(*)::int AS count FROM evidence WHERE quest_id = ${row.quest_id}
        ), uploaded AS (
          DELETE FROM evidence_uploads WHERE proof_id = ${row.id} AND NOT abandoned AND (SELECT count FROM before) < ${max} RETURNING proof_id
        ), recorded AS (
          INSERT INTO evidence (id, action_id, quest_id, player_id, media_type, media_hash, size_bytes, width_px, height_px, decodability,
            storage_path, captured_at, lat, lng, accuracy_m, nonce, mock_location, clock_skew_ms, received_at, created_at, consent_public,
            consent_sponsor)
          SELECT proof_id, ${row.action_id}, ${row.quest_id}, ${row.player_id}, ${row.media_type}, ${row.media_hash}, ${row.size_bytes},
            ${row.width_px}, ${row.height_px}, ${row.decodability}, ${row.storage_path}, ${row.captured_at}, ${row.lat}, ${row.lng},
            ${row.accuracy_m}, ${row.nonce}, ${row.mock_location}, ${row.clock_skew_ms}, ${row.received_at}, ${row.created_at},
            ${row.consent_public}, ${row.consent_sponsor}
          FROM uploaded RETURNING id
        )
        SELECT count, EXISTS (SELECT FROM recorded) AS is_recorded FROM before`.execute(db);
      return rows[0]!;
    },
    evidence: (id: string): Promise<EvidenceRow | undefined> =>
      tables.selectFrom("evidence").selectAll().where("id", "=", id).executeTakeFirst(),
    find: (ids: string[]): Promise<EvidenceRow[]> =>
      ids.length === 0 ? Promise.resolve([]) : tables.selectFrom("evidence").selectAll().where("id", "in", ids).orderBy("id").execute(),
    /** Those of quests that are not rejected. */
    standingOf: (quest_ids: string[]): Promise<EvidenceRow[]> =>
      quest_ids.length === 0
        ? Promise.resolve([])
        : tables
            .selectFrom("evidence")
            .selectAll()
            .where("quest_id", "in", quest_ids)
            .where("status", "<>", "rejected")
            .orderBy("id")
            .execute(),
    page(page: EvidencePage): Promise<EvidenceRow[]> {
      let query = tables.selectFrom("evidence").selectAll().where("player_id", "=", page.player_id);
      if (page.before !== undefined) query = query.where("id", "<", page.before);
      if (page.quest_id !== undefined) query = query.where("quest_id", "=", page.quest_id);
      if (page.status !== undefined) query = query.where("status", "=", page.status);
      return query.orderBy("id", "desc").limit(page.limit).execute();
    },
    async markVerifying(ids: readonly string[]): Promise<void> {
      await sql`UPDATE evidence SET status = 'verifying' WHERE id = ANY(${ids}::uuid[]) AND status = 'stored'`.execute(db);
    },
    /** Events may come out of order: an earlier decision, or that a proof waits for review, says nothing new once it was decided. */
    async decide(decisions: readonly ProofDecision[]): Promise<void> {
      await sql`
        UPDATE evidence e SET status = d.status, authenticity_score = d.authenticity_score, decision_no = d.decision_no
        FROM jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb) AS d (proof_id uuid, status text, authenticity_score int, decision_no int)
        WHERE e.id = d.proof_id AND e.decision_no <= d.decision_no AND (d.status <> 'in_review' OR e.status IN ('stored', 'verifying'))`.execute(
        db,
      );
    },
    /** The status that the proof has now; undefined when it was erased, and keeps no copies. */
    async setCopies(id: string, thumbnail_path: string, delivery_path: string): Promise<string | undefined> {
      const { rows } = await sql<{ status: string }>`
        UPDATE evidence SET thumbnail_path = ${thumbnail_path}, delivery_path = ${delivery_path}
        WHERE id = ${id} AND erased_at IS NULL RETURNING status`.execute(db);
      return rows[0]?.status;
    },
    /** Marks a page of a player's evidence as erased, with its place to 0.1 degree, about 11 km; newest first. */
    async eraseEvidence(page: { player_id: string; before: string | undefined; limit: number; now: Date }): Promise<ErasedRow[]> {
      const { rows } = await sql<ErasedRow>`
        WITH page AS (
          SELECT id, consent_public OR consent_sponsor AS was_allowed FROM evidence WHERE player_id = ${page.player_id}
            AND ${page.before === undefined ? sql`true` : sql`id < ${page.before}`} ORDER BY id DESC LIMIT ${page.limit}
        ), erased AS (
          UPDATE evidence e SET lat = ${coarse("e.lat")}, lng = ${coarse("e.lng")}, accuracy_m = NULL, thumbnail_path = NULL,
            delivery_path = NULL, erased_at = coalesce(e.erased_at, ${page.now}), consent_public = false, consent_sponsor = false
          FROM page WHERE e.id = page.id RETURNING e.id, e.storage_path, page.was_allowed
        )
        SELECT id, storage_path, was_allowed FROM erased ORDER BY id DESC`.execute(db);
      return rows;
    },
    async coarsenActions(player_id: string): Promise<void> {
      await sql`
        UPDATE actions SET location_lat = ${coarse("location_lat")}, location_lng = ${coarse("location_lng")}
        WHERE player_id = ${player_id}`.execute(db);
    },
  };
}
