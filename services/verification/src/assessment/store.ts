import type { Decision } from "@oneheart/contracts";
import type { StoredSignal } from "@oneheart/contracts/internal";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { Submission } from "./rules/reuse.ts";

export interface AssessmentRow {
  proof_id: string;
  action_id: string;
  quest_id: string;
  player_id: string;
  status: "verified" | "in_review" | "rejected" | "appealed";
  score: number;
  hard: boolean;
  flags: string[];
  signals: StoredSignal[];
  /** The facts of the rules, or why there are none. */
  facts: object;
  /** The tokens that its action would pay; null where that was not worked out. */
  award_tokens: number | null;
  rule_version: string;
  /** Whether the score was fitted to what reviewers found. */
  calibrated: boolean;
  decision: Decision;
  created_at: Date;
  decided_at: Date;
}

/** The file of a proof, and what it was sent for. */
export interface Fingerprint {
  proof_id: string;
  media_hash: string;
  action_id: string;
  quest_id: string;
  player_id: string;
  received_at: string;
}

const columns = sql`proof_id, action_id, quest_id, player_id, status, score, hard, flags, signals, facts, award_tokens, rule_version, calibrated, decision, created_at, decided_at`;

/** Every SQL statement about assessments and fingerprints. */
export function assessmentStore({ db }: { db: Database }) {
  return {
    /** False when the proof was assessed already. */
    async insert(row: AssessmentRow): Promise<boolean> {
      const done = await sql`
        INSERT INTO proof_assessments (${columns})
        VALUES (${row.proof_id}, ${row.action_id}, ${row.quest_id}, ${row.player_id}, ${row.status}, ${row.score}, ${row.hard},
          ${row.flags}::text[], ${JSON.stringify(row.signals)}::jsonb, ${JSON.stringify(row.facts)}::jsonb, ${row.award_tokens},
          ${row.rule_version}, ${row.calibrated}, ${JSON.stringify(row.decision)}::jsonb, ${row.created_at}, ${row.decided_at})
        ON CONFLICT (proof_id) DO NOTHING`.execute(db);
      return done.numAffectedRows === 1n;
    },
    async get(proof_id: string): Promise<AssessmentRow | undefined> {
      const { rows } = await sql<AssessmentRow>`SELECT ${columns} FROM proof_assessments WHERE proof_id = ${proof_id}`.execute(db);
      return rows[0];
    },
    async lock(proof_id: string): Promise<AssessmentRow | undefined> {
      const { rows } = await sql<AssessmentRow>`SELECT ${columns} FROM proof_assessments WHERE proof_id = ${proof_id} FOR UPDATE`.execute(
        db,
      );
      return rows[0];
    },
    async find(proof_ids: string[]): Promise<AssessmentRow[]> {
      const { rows } = await sql<AssessmentRow>`
        SELECT ${columns} FROM proof_assessments WHERE proof_id = ANY(${proof_ids}::uuid[]) ORDER BY proof_id`.execute(db);
      return rows;
    },
    /** Those of the actions of which a proof waits for a person. */
    async inReview(action_ids: readonly string[]): Promise<Set<string>> {
      const { rows } = await sql<{ action_id: string }>`
        SELECT DISTINCT action_id FROM proof_assessments
        WHERE action_id = ANY(${action_ids}::uuid[]) AND status IN ('in_review', 'appealed')`.execute(db);
      return new Set(rows.map((row) => row.action_id));
    },
    async setAward(action_id: string, award_tokens: number): Promise<void> {
      await sql`UPDATE proof_assessments SET award_tokens = ${award_tokens} WHERE action_id = ${action_id}`.execute(db);
    },

    async addFingerprints(sent: readonly Fingerprint[], created_at: Date): Promise<void> {
      await sql`
        INSERT INTO media_fingerprints (proof_id, media_hash, action_id, quest_id, player_id, received_at, created_at)
        SELECT proof_id, media_hash, action_id, quest_id, player_id, received_at, ${created_at}
        FROM jsonb_populate_recordset(NULL::media_fingerprints, ${JSON.stringify(sent)}::jsonb)
        ON CONFLICT (proof_id) DO NOTHING`.execute(db);
    },
    /** Other proofs of the identical file, in the order of their arrival. */
    async othersWith(media_hash: string, proof_id: string, limit: number): Promise<Submission[]> {
      const { rows } = await sql<Submission>`
        SELECT proof_id, quest_id, player_id, received_at FROM media_fingerprints
        WHERE media_hash = ${media_hash} AND proof_id <> ${proof_id} ORDER BY received_at, proof_id LIMIT ${limit}`.execute(db);
      return rows;
    },
  };
}
