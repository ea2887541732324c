import type { WitnessReason, WitnessVerdict } from "@oneheart/contracts";
import type { Database, MomentKey } from "@oneheart/kernel";
import { sql } from "kysely";

export interface WitnessRow {
  id: string;
  action_id: string;
  proof_id: string;
  witness_player_id: string;
  player_id: string;
  zone_id: string;
  verdict: WitnessVerdict;
  statement: string | null;
  lat: number | null;
  lng: number | null;
  plausible: boolean;
  weight: number;
  reasons: WitnessReason[];
  traces: string[];
  created_at: Date;
}

const perProof = 100;

/** What witnesses said, and what became of it. */
export function witnessStore({ db }: { db: Database }) {
  return {
    /** False when the witness spoke of this proof before. */
    async insert(row: WitnessRow): Promise<boolean> {
      const done = await db
        .withTables<{ witnesses: WitnessRow }>()
        .insertInto("witnesses")
        .values(row)
        .onConflict((on) => on.constraint("witnesses_once").doNothing())
        .executeTakeFirstOrThrow();
      return done.numInsertedOrUpdatedRows === 1n;
    },
    /** Whether a witness spoke of this proof before, and how often they were right of the plausible statements that a reviewer judged. */
    async record(proof_id: string, witness_player_id: string): Promise<{ has_spoken: boolean; agreed: number; n: number }> {
      const { rows } = await sql<{ has_spoken: boolean; agreed: number; n: number }>`
        SELECT (count(*) FILTER (WHERE outcome = 'upheld'))::int AS agreed, count(*)::int AS n,
          EXISTS (SELECT FROM witnesses WHERE proof_id = ${proof_id} AND witness_player_id = ${witness_player_id}) AS has_spoken
        FROM witnesses WHERE witness_player_id = ${witness_player_id} AND plausible AND outcome IS NOT NULL`.execute(db);
      return rows[0]!;
    },
    /** The first statements about each proof. */
    async of(proof_ids: readonly string[]): Promise<WitnessRow[]> {
      const { rows } = await sql<WitnessRow>`
        SELECT w.* FROM unnest(${proof_ids}::uuid[]) AS proof (id) CROSS JOIN LATERAL (
          SELECT * FROM witnesses WHERE proof_id = proof.id ORDER BY id LIMIT ${perProof}
        ) w ORDER BY w.proof_id, w.id`.execute(db);
      return rows;
    },
    /** Plausible statements about each action, counted. */
    async counts(action_ids: readonly string[]): Promise<Array<{ action_id: string; confirmations: number; disputes: number }>> {
      const { rows } = await sql<{ action_id: string; confirmations: number; disputes: number }>`
        SELECT action_id, (count(*) FILTER (WHERE verdict = 'confirm'))::int AS confirmations,
          (count(*) FILTER (WHERE verdict = 'dispute'))::int AS disputes
        FROM witnesses WHERE action_id = ANY(${action_ids}::uuid[]) AND plausible GROUP BY action_id`.execute(db);
      return rows;
    },
    async confirmations(since: Date, after: MomentKey | undefined, limit: number): Promise<WitnessRow[]> {
      const later = after === undefined ? sql`true` : sql`(created_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`;
      const { rows } = await sql<WitnessRow>`
        SELECT * FROM witnesses WHERE verdict = 'confirm' AND created_at >= ${since} AND ${later}
        ORDER BY created_at, id LIMIT ${limit}`.execute(db);
      return rows;
    },
    /** Notes what a final decision made of what was said before it; the newest decision counts. */
    async judge(proof_id: string, right: WitnessVerdict, at: Date): Promise<void> {
      await sql`
        UPDATE witnesses SET outcome = CASE WHEN verdict = ${right} THEN 'upheld' ELSE 'overturned' END, outcome_at = ${at}
        WHERE proof_id = ${proof_id} AND created_at <= ${at} AND (outcome_at IS NULL OR outcome_at < ${at})`.execute(db);
    },
    /** Words, positions and traces go: those of the person, and words and positions that others gave about the person. */
    async erase(player_id: string): Promise<void> {
      await sql`
        UPDATE witnesses SET statement = NULL, lat = NULL, lng = NULL, traces = '{}' WHERE witness_player_id = ${player_id}`.execute(db);
      await sql`UPDATE witnesses SET statement = NULL, lat = NULL, lng = NULL WHERE player_id = ${player_id}`.execute(db);
    },
  };
}
