import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface KnownCaseRow {
  proof_id: string;
  answer: "authentic" | "not_authentic";
  marked_by: string;
  created_at: Date;
}

/** Every SQL statement about cases whose answer is known. */
export function knownStore({ db }: { db: Database }) {
  return {
    async mark(row: KnownCaseRow): Promise<void> {
      await sql`
        INSERT INTO known_cases (proof_id, answer, marked_by, created_at)
        VALUES (${row.proof_id}, ${row.answer}, ${row.marked_by}, ${row.created_at})
        ON CONFLICT (proof_id) DO UPDATE SET answer = EXCLUDED.answer, marked_by = EXCLUDED.marked_by, created_at = EXCLUDED.created_at`.execute(
        db,
      );
    },
    async unmark(proof_id: string): Promise<boolean> {
      const done = await sql`DELETE FROM known_cases WHERE proof_id = ${proof_id}`.execute(db);
      return done.numAffectedRows === 1n;
    },
    async answer(proof_id: string): Promise<KnownCaseRow["answer"] | undefined> {
      const { rows } = await sql<Pick<KnownCaseRow, "answer">>`SELECT answer FROM known_cases WHERE proof_id = ${proof_id}`.execute(db);
      return rows[0]?.answer;
    },
    /** A case that the reviewer has had nothing to do with, in an order of the reviewer's own; none while another one is open. */
    async pick(reviewer_id: string): Promise<string | undefined> {
      const { rows } = await sql<{ proof_id: string }>`
        SELECT k.proof_id FROM known_cases k JOIN proof_assessments a ON a.proof_id = k.proof_id
        WHERE a.player_id <> ${reviewer_id} AND k.marked_by <> ${reviewer_id} AND a.status IN ('verified', 'rejected')
          AND NOT EXISTS (SELECT FROM review_items i WHERE i.only_for = ${reviewer_id} AND i.status = 'open')
          AND NOT EXISTS (SELECT FROM review_opinions o WHERE o.proof_id = k.proof_id AND o.reviewer_id = ${reviewer_id})
          AND NOT EXISTS (SELECT FROM review_recusals r WHERE r.proof_id = k.proof_id AND r.reviewer_id = ${reviewer_id})
        ORDER BY hashtextextended(k.proof_id::text || ${reviewer_id}, 4) LIMIT 1`.execute(db);
      return rows[0]?.proof_id;
    },
    /** Puts a case into the reviewer's hands in the place of another item, as old as that one. */
    async offer(proof_id: string, reviewer_id: string, queued_at: Date, held_until: Date): Promise<void> {
      await sql`
        INSERT INTO review_items (proof_id, purpose, only_for, score, hard, stake_tokens, queued_at, holder_id, held_until)
        SELECT proof_id, 'known', ${reviewer_id}, score, hard, stake_tokens_of(a), ${queued_at},
          ${reviewer_id}, ${held_until} FROM proof_assessments a WHERE proof_id = ${proof_id}`.execute(db);
    },
    async forget(player_id: string): Promise<void> {
      await sql`
        DELETE FROM known_cases k USING proof_assessments a WHERE a.proof_id = k.proof_id AND a.player_id = ${player_id}`.execute(db);
    },
  };
}
