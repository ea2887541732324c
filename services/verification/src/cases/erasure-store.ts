import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

/** What is left of assessments when their player is erased. */
export function erasureStore({ db }: { db: Database }) {
  return {
    /** The player's proofs that wait for a reviewer, for the first time or after an appeal. */
    async waiting(player_id: string, limit: number): Promise<Array<{ proof_id: string; action_id: string }>> {
      const { rows } = await sql<{ proof_id: string; action_id: string }>`
        SELECT proof_id, action_id FROM proof_assessments WHERE player_id = ${player_id} AND status IN ('in_review', 'appealed') ORDER BY proof_id LIMIT ${limit}`.execute(
        db,
      );
      return rows;
    },
    /**
     * Keeps the decision, its score and which rules led to it; what they saw and said, places and devices among it, goes. A list
     * of what stays and not of what goes, so that a fact added later is not forgotten here. Answers the proofs of the page.
     */
    async reduce(player_id: string, after: string | undefined, limit: number): Promise<string[]> {
      const { rows } = await sql<{ proof_id: string }>`
        WITH page AS (
          SELECT proof_id FROM proof_assessments WHERE player_id = ${player_id}
            AND ${after === undefined ? sql`true` : sql`proof_id > ${after}::uuid`} ORDER BY proof_id LIMIT ${limit}
        ), reduced AS (
          UPDATE proof_assessments a SET facts = jsonb_build_object('erased', true, 'quest', a.facts -> 'quest'),
            signals = coalesce((
              SELECT jsonb_agg(jsonb_build_object('code', s -> 'code', 'value', NULL, 'weight', s -> 'weight', 'status', s -> 'status',
                'hard', s -> 'hard', 'explanation', '') ORDER BY n)
              FROM jsonb_array_elements(a.signals) WITH ORDINALITY AS signal (s, n)), '[]'),
            decision = jsonb_set(a.decision, '{note}', 'null')
          FROM page WHERE a.proof_id = page.proof_id RETURNING a.proof_id
        )
        SELECT proof_id FROM reduced ORDER BY proof_id`.execute(db);
      return rows.map((row) => row.proof_id);
    },
  };
}
