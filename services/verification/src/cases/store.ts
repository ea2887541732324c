import { type Database, takeLock } from "@oneheart/kernel";
import { sql } from "kysely";

export interface CaseRow {
  action_id: string;
  quest_id: string;
  mission_id: string;
  zone_id: string;
  player_id: string;
  proof_ids: string[];
  duration_minutes: number;
  beneficiaries_count: number;
}

/** Every SQL statement about handed-in actions and their scores. */
export function caseStore({ db }: { db: Database }) {
  return {
    /**
     * Until the end of the transaction nobody else decides about this action. It is held by whoever hands in and whoever
     * decides a proof, so that the later of the two sees what the earlier wrote, also when there is no case row to lock yet.
     */
    async lockAction(action_id: string): Promise<void> {
      await takeLock(db, "verification.action", action_id);
    },
    async open(row: CaseRow, created_at: Date): Promise<void> {
      await sql`
        INSERT INTO verification_cases (action_id, quest_id, mission_id, zone_id, player_id, proof_ids, duration_minutes,
          beneficiaries_count, created_at)
        VALUES (${row.action_id}, ${row.quest_id}, ${row.mission_id}, ${row.zone_id}, ${row.player_id}, ${row.proof_ids}::uuid[],
          ${row.duration_minutes}, ${row.beneficiaries_count}, ${created_at})
        ON CONFLICT (action_id) DO NOTHING`.execute(db);
    },
    /** The case, when it was handed in and is not decided. */
    async lockWaiting(action_id: string): Promise<CaseRow | undefined> {
      const { rows } = await sql<CaseRow>`
        SELECT action_id, quest_id, mission_id, zone_id, player_id, proof_ids::text[] AS proof_ids, duration_minutes, beneficiaries_count
        FROM verification_cases WHERE action_id = ${action_id} AND status = 'waiting' FOR UPDATE`.execute(db);
      return rows[0];
    },
    /** What the player reported of an action that was handed in. */
    async report(action_id: string): Promise<Pick<CaseRow, "duration_minutes" | "beneficiaries_count"> | undefined> {
      const { rows } = await sql<Pick<CaseRow, "duration_minutes" | "beneficiaries_count">>`
        SELECT duration_minutes, beneficiaries_count FROM verification_cases WHERE action_id = ${action_id}`.execute(db);
      return rows[0];
    },
    /** How many actions of a player were verified, counted up to a limit. */
    async verifiedCount(player_id: string, limit: number): Promise<number> {
      const { rows } = await sql<{ count: number }>`
        SELECT count(*)::int AS count FROM (
          SELECT FROM verification_cases WHERE player_id = ${player_id} AND status = 'verified' LIMIT ${limit}
        ) AS counted`.execute(db);
      return rows[0]!.count;
    },
    async close(action_id: string, status: "verified" | "rejected", decided_at: Date): Promise<void> {
      await sql`UPDATE verification_cases SET status = ${status}, decided_at = ${decided_at} WHERE action_id = ${action_id}`.execute(db);
    },
    async addScore(row: { id: string; action_id: string; authenticity_score: number; flags: string[] }, at: Date): Promise<void> {
      await sql`
        INSERT INTO integrity_scores (id, action_id, authenticity_score, anti_cheat_flags, verified_at, created_at)
        VALUES (${row.id}, ${row.action_id}, ${row.authenticity_score}, ${row.flags}::text[], ${at}, ${at})`.execute(db);
    },
  };
}
