import { type Database, takeLocks } from "@oneheart/kernel";
import { sql } from "kysely";
import type { CaseDecision, SettledProof } from "./rules/settle.ts";

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

/** A case that is not decided, with the assessments that its proofs have. */
export interface WaitingCase extends CaseRow {
  settled: SettledProof[];
}

/** How a case ended; `id` is its score's. */
export type ClosedCase = CaseDecision & { action_id: string; id: string };

/** Every SQL statement about handed-in actions and their scores. */
export function caseStore({ db }: { db: Database }) {
  return {
    /**
     * Until the end of the transaction nobody else decides about this action. It is held by whoever hands in and whoever
     * decides a proof, so that the later of the two sees what the earlier wrote, also when there is no case row to lock yet.
     */
    async lockAction(action_id: string): Promise<void> {
      await this.lockActions([action_id]);
    },
    /** The same for several, always in the same order. */
    async lockActions(action_ids: readonly string[]): Promise<void> {
      await takeLocks(db, "verification.action", action_ids);
    },
    async open(rows: readonly CaseRow[], created_at: Date): Promise<void> {
      await sql`
        INSERT INTO verification_cases (action_id, quest_id, mission_id, zone_id, player_id, proof_ids, duration_minutes,
          beneficiaries_count, created_at)
        SELECT action_id, quest_id, mission_id, zone_id, player_id, proof_ids, duration_minutes, beneficiaries_count, ${created_at}
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c (action_id uuid, quest_id uuid, mission_id uuid, zone_id uuid,
          player_id uuid, proof_ids uuid[], duration_minutes int, beneficiaries_count int)
        ON CONFLICT (action_id) DO NOTHING`.execute(db);
    },
    /** Those of the cases that were handed in and are not decided, each with the assessments that its proofs have. */
    async lockWaiting(action_ids: readonly string[]): Promise<WaitingCase[]> {
      const { rows } = await sql<WaitingCase>`
        SELECT action_id, quest_id, mission_id, zone_id, player_id, proof_ids::text[] AS proof_ids, duration_minutes, beneficiaries_count,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('proof_id', a.proof_id, 'status', a.status, 'score', a.score, 'flags', a.flags,
              'reason_code', a.decision ->> 'reason_code')), '[]')
            FROM proof_assessments a WHERE a.proof_id = ANY(c.proof_ids)) AS settled
        FROM verification_cases c WHERE action_id = ANY(${action_ids}::uuid[]) AND status = 'waiting' ORDER BY action_id FOR UPDATE`.execute(
        db,
      );
      return rows;
    },
    /** What the player reported of an action that was handed in. */
    async report(action_id: string): Promise<Pick<CaseRow, "duration_minutes" | "beneficiaries_count"> | undefined> {
      const { rows } = await sql<Pick<CaseRow, "duration_minutes" | "beneficiaries_count">>`
        SELECT duration_minutes, beneficiaries_count FROM verification_cases WHERE action_id = ${action_id}`.execute(db);
      return rows[0];
    },
    /** How many actions of each player were verified, counted up to a limit. */
    async verifiedCounts(player_ids: readonly string[], limit: number): Promise<Map<string, number>> {
      const { rows } = await sql<{ player_id: string; count: number }>`
        SELECT player_id, (SELECT count(*)::int FROM (
          SELECT FROM verification_cases c WHERE c.player_id = p.player_id AND status = 'verified' LIMIT ${limit}
        ) AS counted) AS count FROM unnest(${player_ids}::uuid[]) AS p (player_id)`.execute(db);
      return new Map(rows.map(({ player_id, count }) => [player_id, count]));
    },
    /** Decides cases; of those that are verified the score is kept, under its id. */
    async close(decided: readonly ClosedCase[], at: Date): Promise<void> {
      await sql`
        WITH decided AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) AS d (action_id uuid, outcome text, id uuid,
            authenticity_score int, flags text[])
        ), scored AS (
          INSERT INTO integrity_scores (id, action_id, authenticity_score, anti_cheat_flags, verified_at, created_at)
          SELECT id, action_id, authenticity_score, flags, ${at}::timestamptz, ${at}::timestamptz FROM decided WHERE outcome = 'verified'
        )
        UPDATE verification_cases c SET status = outcome, decided_at = ${at} FROM decided d WHERE c.action_id = d.action_id`.execute(db);
    },
  };
}
