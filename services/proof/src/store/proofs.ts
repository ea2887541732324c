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
    /** True when the quest has an action. */
    async markSubmitted(quest_id: string, handedIn: { duration_minutes: number; beneficiaries_count: number }): Promise<boolean> {
      const done = await sql`
        UPDATE actions SET status = 'submitted', duration_minutes = ${handedIn.duration_minutes},
          beneficiaries_count = ${handedIn.beneficiaries_count}
        WHERE quest_id = ${quest_id}`.execute(db);
      return done.numAffectedRows === 1n;
    },

    async insertEvidence(row: NewEvidence): Promise<void> {
      await tables
        .insertInto("evidence")
        .values(row as EvidenceRow)
        .execute();
    },
    async countOfQuest(quest_id: string): Promise<number> {
      const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM evidence WHERE quest_id = ${quest_id}`.execute(db);
      return rows[0]!.count;
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
    async markVerifying(id: string): Promise<void> {
      await sql`UPDATE evidence SET status = 'verifying' WHERE id = ${id} AND status = 'stored'`.execute(db);
    },
    /** Events may come out of order: an earlier decision, or that a proof waits for review, says nothing new once it was decided. */
    async decide(id: string, status: ProofStatus, authenticity_score: number, decision_no: number): Promise<void> {
      await sql`
        UPDATE evidence SET status = ${status}, authenticity_score = ${authenticity_score}, decision_no = ${decision_no}
        WHERE id = ${id} AND decision_no <= ${decision_no} AND (${status}::text <> 'in_review' OR status IN ('stored', 'verifying'))`.execute(
        db,
      );
    },
    /** False when the proof was erased in the meantime. */
    async setCopies(id: string, thumbnail_path: string, delivery_path: string): Promise<boolean> {
      const done = await sql`
        UPDATE evidence SET thumbnail_path = ${thumbnail_path}, delivery_path = ${delivery_path}
        WHERE id = ${id} AND erased_at IS NULL`.execute(db);
      return done.numAffectedRows === 1n;
    },
    /** Marks a page of a player's evidence as erased, with its place to 0.1 degree, about 11 km; newest first. */
    async eraseEvidence(page: {
      player_id: string;
      before: string | undefined;
      limit: number;
      now: Date;
    }): Promise<Pick<EvidenceRow, "id" | "storage_path">[]> {
      const { rows } = await sql<Pick<EvidenceRow, "id" | "storage_path">>`
        WITH page AS (
          SELECT id FROM evidence WHERE player_id = ${page.player_id}
            AND ${page.before === undefined ? sql`true` : sql`id < ${page.before}`} ORDER BY id DESC LIMIT ${page.limit}
        ), erased AS (
          UPDATE evidence e SET lat = ${coarse("e.lat")}, lng = ${coarse("e.lng")}, accuracy_m = NULL, thumbnail_path = NULL,
            delivery_path = NULL, erased_at = coalesce(e.erased_at, ${page.now})
          FROM page WHERE e.id = page.id RETURNING e.id, e.storage_path
        )
        SELECT id, storage_path FROM erased ORDER BY id DESC`.execute(db);
      return rows;
    },
    async coarsenActions(player_id: string): Promise<void> {
      await sql`
        UPDATE actions SET location_lat = ${coarse("location_lat")}, location_lng = ${coarse("location_lng")}
        WHERE player_id = ${player_id}`.execute(db);
    },
  };
}
