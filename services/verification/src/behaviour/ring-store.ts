import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface RingRow {
  player_id: string;
  score: number;
  group_no: number;
  words: string;
}

/** The latest run of the analysis of rings. */
export interface RingRun {
  status: "ok" | "no_confirmations" | "no_known_honest";
  version: string;
  players: number;
  confirmations: number;
  rings: number;
}

const honestFrom = 3;
const honestMax = 20_000;

/** Every SQL statement about witness rings. */
export function ringStore({ db }: { db: Database }) {
  return {
    /** Players of whom people approved at least three proofs since a moment and rejected none. */
    async knownHonest(since: Date): Promise<string[]> {
      const { rows } = await sql<{ player_id: string }>`
        SELECT player_id FROM proof_assessments WHERE decision ->> 'decided_by' = 'reviewer' AND decided_at > ${since}
        GROUP BY player_id HAVING count(*) FILTER (WHERE status = 'verified') >= ${honestFrom} AND bool_and(status = 'verified')
        ORDER BY player_id LIMIT ${honestMax}`.execute(db);
      return rows.map((row) => row.player_id);
    },
    /** Puts a new run in the place of the old one. Players who are gone are left out. */
    async replace(run: RingRun, rows: readonly RingRow[], computed_at: Date): Promise<void> {
      await sql`DELETE FROM witness_rings`.execute(db);
      await sql`
        INSERT INTO witness_rings (player_id, score, group_no, words)
        SELECT r.player_id, r.score, r.group_no, r.words
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (player_id uuid, score float8, group_no int, words text)
        JOIN players p ON p.id = r.player_id`.execute(db);
      await sql`
        INSERT INTO witness_ring_runs (status, version, players, confirmations, rings, computed_at)
        VALUES (${run.status}, ${run.version}, ${run.players}, ${run.confirmations}, ${run.rings}, ${computed_at})
        ON CONFLICT (single) DO UPDATE SET status = excluded.status, version = excluded.version, players = excluded.players,
          confirmations = excluded.confirmations, rings = excluded.rings, computed_at = excluded.computed_at`.execute(db);
    },
    /** The latest run, and what it found about players. */
    async of(player_ids: readonly string[]): Promise<{ run: RingRun | undefined; rings: Map<string, RingRow> }> {
      const { rows } = await sql<{ run: RingRun | null; rings: RingRow[] }>`
        SELECT (SELECT to_jsonb(r) FROM witness_ring_runs r) AS run, (
          SELECT coalesce(jsonb_agg(w), '[]') FROM witness_rings w WHERE player_id = ANY(${player_ids}::uuid[])
        ) AS rings`.execute(db);
      const { run, rings } = rows[0]!;
      return { run: run ?? undefined, rings: new Map(rings.map((ring) => [ring.player_id, ring])) };
    },
    async forgetPlayer(player_id: string): Promise<void> {
      await sql`DELETE FROM witness_rings WHERE player_id = ${player_id}`.execute(db);
    },
  };
}
