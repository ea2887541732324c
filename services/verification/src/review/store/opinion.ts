import type { ReviewDecision } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { Counts } from "../rules/reliability.ts";

export interface OpinionRow {
  id: string;
  item_id: number;
  proof_id: string;
  reviewer_id: string;
  decision: ReviewDecision;
  reason_code: string;
  note: string | null;
  beneficiaries_confirmed: number | null;
  created_at: Date;
}

export interface ReviewerRow extends Counts {
  reviewer_id: string;
  claims: bigint;
  decisions: bigint;
  last_seen_at: Date;
}

const columns = sql`reviewer_id, claims, decisions, known_n, known_agreed, second_n, second_agreed, last_seen_at`;

/** Every SQL statement about what reviewers said, and what is counted of them. */
export function opinionStore({ db }: { db: Database }) {
  return {
    async add(row: OpinionRow): Promise<void> {
      await sql`
        INSERT INTO review_opinions (id, item_id, proof_id, reviewer_id, position, decision, reason_code, note,
          beneficiaries_confirmed, created_at)
        SELECT ${row.id}, ${row.item_id}, ${row.proof_id}, ${row.reviewer_id}, 1 + count(*), ${row.decision}, ${row.reason_code}, ${row.note},
          ${row.beneficiaries_confirmed}::int, ${row.created_at} FROM review_opinions WHERE item_id = ${row.item_id}`.execute(db);
    },
    /** In the order in which they came. */
    async ofItem(item_id: number): Promise<OpinionRow[]> {
      const { rows } = await sql<OpinionRow>`
        SELECT id, item_id::float8 AS item_id, proof_id, reviewer_id, decision, reason_code, note, beneficiaries_confirmed, created_at
        FROM review_opinions WHERE item_id = ${item_id} ORDER BY position`.execute(db);
      return rows;
    },
    /**
     * How many people the reviewers of these proofs confirmed: of those who agree on an item the most careful one counts, and of several
     * proofs that which shows the most. Known cases are looked at for the reviewer's sake and say nothing.
     */
    async confirmedBeneficiaries(
      actions: ReadonlyArray<{ action_id: string; proof_ids: readonly string[] }>,
    ): Promise<Map<string, number>> {
      if (actions.length === 0) return new Map();
      const { rows } = await sql<{ action_id: string; confirmed: number }>`
        SELECT action_id, coalesce((SELECT max(careful) FROM (
          SELECT min(o.beneficiaries_confirmed) AS careful FROM review_opinions o JOIN review_items i ON i.id = o.item_id
          WHERE o.proof_id = ANY(asked.proof_ids) AND o.decision = 'approve' AND i.purpose <> 'known'
          GROUP BY o.item_id
        ) AS of_items), 0)::int AS confirmed
        FROM jsonb_to_recordset(${JSON.stringify(actions)}::jsonb) AS asked (action_id uuid, proof_ids uuid[])`.execute(db);
      return new Map(rows.map(({ action_id, confirmed }) => [action_id, confirmed]));
    },
    /** Whether the reviewer said something about the proof before, as a reviewer or as a witness. */
    async isBarred(proof_id: string, reviewer_id: string): Promise<boolean> {
      const { rows } = await sql`
        SELECT FROM review_opinions WHERE proof_id = ${proof_id} AND reviewer_id = ${reviewer_id}
        UNION ALL
        SELECT FROM review_recusals WHERE proof_id = ${proof_id} AND reviewer_id = ${reviewer_id} AND reason = 'involved' LIMIT 1`.execute(
        db,
      );
      return rows.length > 0;
    },
    /** Notes that a reviewer may not judge the proof. `involved` replaces `released`, and nothing replaces `involved`. */
    async recuse(row: { proof_id: string; reviewer_id: string; reason: "involved" | "released"; created_at: Date }): Promise<void> {
      await sql`
        INSERT INTO review_recusals AS r (proof_id, reviewer_id, reason, created_at)
        VALUES (${row.proof_id}, ${row.reviewer_id}, ${row.reason}, ${row.created_at})
        ON CONFLICT (proof_id, reviewer_id) DO UPDATE SET reason = EXCLUDED.reason WHERE r.reason = 'released'`.execute(db);
    },

    /** How many items the reviewer gave back since then. */
    async releasesSince(reviewer_id: string, since: Date): Promise<number> {
      const { rows } = await sql<{ count: number }>`
        SELECT count(*)::int AS count FROM review_recusals
        WHERE reviewer_id = ${reviewer_id} AND reason = 'released' AND created_at > ${since}`.execute(db);
      return rows[0]!.count;
    },

    /** How often the reviewer decided, in all and since then. */
    async decisionsOf(reviewer_id: string, since: Date): Promise<{ decisions: number; recent: number }> {
      const { rows } = await sql<{ decisions: number; recent: number }>`
        SELECT coalesce((SELECT decisions FROM reviewer_records WHERE reviewer_id = ${reviewer_id}), 0)::float8 AS decisions,
          (SELECT count(*) FROM review_opinions WHERE reviewer_id = ${reviewer_id} AND created_at > ${since})::float8 AS recent`.execute(
        db,
      );
      return rows[0]!;
    },
    /** The reviewer's counts, locked; made on first use. */
    async reviewer(reviewer_id: string, seen_at: Date): Promise<ReviewerRow> {
      const { rows } = await sql<ReviewerRow>`
        INSERT INTO reviewer_records AS r (reviewer_id, last_seen_at) VALUES (${reviewer_id}, ${seen_at})
        ON CONFLICT (reviewer_id) DO UPDATE SET last_seen_at = greatest(r.last_seen_at, EXCLUDED.last_seen_at)
        RETURNING ${columns}`.execute(db);
      return rows[0]!;
    },
    async countClaim(reviewer_id: string): Promise<void> {
      await sql`UPDATE reviewer_records SET claims = claims + 1 WHERE reviewer_id = ${reviewer_id}`.execute(db);
    },
    async countDecision(reviewer_id: string): Promise<void> {
      await sql`UPDATE reviewer_records SET decisions = decisions + 1 WHERE reviewer_id = ${reviewer_id}`.execute(db);
    },
    async countKnown(reviewer_id: string, agreed: boolean): Promise<void> {
      await sql`
        UPDATE reviewer_records SET known_n = known_n + 1, known_agreed = known_agreed + ${agreed ? 1 : 0}
        WHERE reviewer_id = ${reviewer_id}`.execute(db);
    },
    async countSecond(reviewer_ids: readonly string[], agreed: boolean): Promise<void> {
      await sql`
        UPDATE reviewer_records SET second_n = second_n + 1, second_agreed = second_agreed + ${agreed ? 1 : 0}
        WHERE reviewer_id = ANY(${reviewer_ids}::uuid[])`.execute(db);
    },
    /** Whether anybody else reviewed since then. */
    async hasOthers(reviewer_id: string, since: Date): Promise<boolean> {
      const { rows } = await sql`
        SELECT FROM reviewer_records WHERE last_seen_at >= ${since} AND reviewer_id <> ${reviewer_id} LIMIT 1`.execute(db);
      return rows.length > 0;
    },
    async reviewers(limit: number, after: string | undefined): Promise<ReviewerRow[]> {
      const { rows } = await sql<ReviewerRow>`
        SELECT ${columns} FROM reviewer_records WHERE ${after === undefined ? sql`true` : sql`reviewer_id > ${after}::uuid`}
        ORDER BY reviewer_id LIMIT ${limit}`.execute(db);
      return rows;
    },
    /** What reviewers wrote about a player's proofs goes. */
    async forgetNotes(player_id: string): Promise<void> {
      await sql`
        UPDATE review_opinions o SET note = NULL FROM proof_assessments a
        WHERE a.player_id = ${player_id} AND o.proof_id = a.proof_id AND o.note IS NOT NULL`.execute(db);
    },
  };
}
