import type { Decision } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { AssessmentRow } from "../../assessment/store.ts";
import type { CaseRow } from "../../cases/store.ts";

export interface ReversalRow {
  action_id: string;
  proof_id: string;
  cause: "audit" | "administrator";
  reason_code: string;
  created_at: Date;
}

const caseColumns = sql`action_id, quest_id, mission_id, zone_id, player_id, proof_ids::text[] AS proof_ids, duration_minutes,
  beneficiaries_count`;

/** Every SQL statement by which people change a decision that stood. */
export function decisionStore({ db }: { db: Database }) {
  return {
    /** Answers the number of the decision. */
    async decide(proof_id: string, status: AssessmentRow["status"], decision: Decision, decided_at: Date): Promise<number> {
      const { rows } = await sql<{ decision_no: number }>`
        UPDATE proof_assessments SET status = ${status}, decision = ${JSON.stringify(decision)}::jsonb, decided_at = ${decided_at},
          decision_no = decision_no + 1 WHERE proof_id = ${proof_id} RETURNING decision_no`.execute(db);
      return rows[0]!.decision_no;
    },
    /** Opens the case of a rejected action again, when the proof is one of those handed in. */
    async reopen(action_id: string, proof_id: string): Promise<void> {
      await sql`
        UPDATE verification_cases SET status = 'waiting', decided_at = NULL
        WHERE action_id = ${action_id} AND status = 'rejected' AND ${proof_id}::uuid = ANY(proof_ids)`.execute(db);
    },
    /** The case of a verified action that this proof was handed in for; the caller holds the action's lock. */
    async verifiedCase(action_id: string, proof_id: string): Promise<CaseRow | undefined> {
      const { rows } = await sql<CaseRow>`
        SELECT ${caseColumns} FROM verification_cases
        WHERE action_id = ${action_id} AND status = 'verified' AND ${proof_id}::uuid = ANY(proof_ids)`.execute(db);
      return rows[0];
    },
    async isReversed(action_id: string): Promise<boolean> {
      const { rows } = await sql`SELECT FROM action_reversals WHERE action_id = ${action_id}`.execute(db);
      return rows.length > 0;
    },
    /** Turns a verified action into a rejected one, with no integrity score any more. */
    async reverse(row: ReversalRow): Promise<void> {
      await sql`
        INSERT INTO action_reversals (action_id, proof_id, cause, reason_code, created_at)
        VALUES (${row.action_id}, ${row.proof_id}, ${row.cause}, ${row.reason_code}, ${row.created_at})`.execute(db);
      await sql`UPDATE verification_cases SET status = 'rejected', decided_at = ${row.created_at} WHERE action_id = ${row.action_id}`.execute(
        db,
      );
      await sql`DELETE FROM integrity_scores WHERE action_id = ${row.action_id}`.execute(db);
    },
  };
}
