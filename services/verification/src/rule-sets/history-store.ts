import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { Outcome } from "../assessment/rules/decide.ts";
import type { Facts } from "../assessment/rules/facts.ts";

type Reviewed = "approved" | "rejected" | null;

/** A past submission; without facts when it was set aside or its player erased. */
export interface PastSubmission {
  proof_id: string;
  created_at: Date;
  facts: Facts | null;
  reviewed: Reviewed;
}

/** What a rule set in the shadow said, and what the one that acted did. */
export interface ShadowAssessment {
  proof_id: string;
  outcome: Outcome["outcome"];
  score: number;
  reason_code: string;
  acted_outcome: Outcome["outcome"];
  acted_score: number;
  reviewed: Reviewed;
}

/** A proof that people judged; `audit` when it was drawn at random from those that rules had verified. */
export interface LabelledProof {
  proof_id: string;
  facts: Facts;
  authentic: boolean;
  audit: boolean;
}

const facts = sql`CASE WHEN a.facts ? 'proof' THEN a.facts END`;
const reviewed = sql`CASE WHEN a.decision ->> 'decided_by' = 'reviewer' AND a.status IN ('verified', 'rejected')
  THEN CASE a.status WHEN 'verified' THEN 'approved' ELSE 'rejected' END END`;

/** Every SQL statement about past submissions. */
export function historyStore({ db }: { db: Database }) {
  return {
    /** Newest first; `before` is the last one of the page before. */
    async past(span: { from?: Date; to?: Date }, before: PastSubmission | undefined, limit: number): Promise<PastSubmission[]> {
      const conditions = [
        span.from === undefined ? sql`true` : sql`a.created_at >= ${span.from}`,
        span.to === undefined ? sql`true` : sql`a.created_at < ${span.to}`,
        before === undefined ? sql`true` : sql`(a.created_at, a.proof_id) < (${before.created_at}, ${before.proof_id}::uuid)`,
      ];
      const { rows } = await sql<PastSubmission>`
        SELECT a.proof_id, a.created_at, ${facts} AS facts, ${reviewed} AS reviewed FROM proof_assessments a
        WHERE ${sql.join(conditions, sql` AND `)} ORDER BY a.created_at DESC, a.proof_id DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
    /** Newest first. */
    async shadowAssessments(version: string, before: string | undefined, limit: number): Promise<ShadowAssessment[]> {
      const from = before === undefined ? sql`true` : sql`s.proof_id < ${before}::uuid`;
      const { rows } = await sql<ShadowAssessment>`
        SELECT s.proof_id, s.outcome, s.score, s.reason_code, s.acted_outcome, s.acted_score, ${reviewed} AS reviewed
        FROM shadow_verdicts s JOIN proof_assessments a USING (proof_id) WHERE s.version = ${version} AND ${from}
        ORDER BY s.proof_id DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
    /**
     * The newest judgements of people: of what rules left to them, of what was disputed, and of what was drawn for audit. Shuffled, always in the same way:
     * neighbours in time are alike, and a part of them that is kept back must stand for all.
     */
    async labels(limit: number): Promise<LabelledProof[]> {
      const { rows } = await sql<LabelledProof>`
        SELECT * FROM (
          SELECT a.proof_id, a.facts, a.status = 'verified' AS authentic, a.decided_at,
            EXISTS (SELECT FROM review_items i WHERE i.proof_id = a.proof_id AND i.purpose = 'audit' AND NOT i.disputed) AS audit
          FROM proof_assessments a
          WHERE a.decision ->> 'decided_by' = 'reviewer' AND a.status IN ('verified', 'rejected') AND a.facts ? 'proof'
          UNION ALL
          SELECT a.proof_id, a.facts, true, max(i.closed_at), bool_or(NOT i.disputed)
          FROM review_items i JOIN proof_assessments a USING (proof_id)
          WHERE i.purpose = 'audit' AND i.status = 'closed' AND a.status = 'verified' AND a.decision ->> 'decided_by' = 'rules'
            AND a.facts ? 'proof' GROUP BY a.proof_id
          ORDER BY decided_at DESC, proof_id DESC LIMIT ${limit}
        ) AS newest ORDER BY md5(proof_id::text)`.execute(db);
      return rows;
    },
  };
}
