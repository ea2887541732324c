import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { Capture } from "../rules/plausibility.ts";

export interface PresenceRow extends Capture {
  proof_id: string;
  player_id: string;
  verified: boolean;
  /** Grows with every decision about the proof. */
  decision_no: number;
}

const capturesMax = 200;

/** When and where evidence of players was captured. */
export function presenceStore({ db }: { db: Database }) {
  return {
    /** An older decision that comes later changes nothing. */
    async note(rows: readonly PresenceRow[]): Promise<void> {
      if (rows.length === 0) return;
      await sql`
        INSERT INTO witness_presence AS p (proof_id, player_id, captured_at, lat, lng, verified, decision_no)
        SELECT proof_id, player_id, captured_at, lat, lng, verified, decision_no
        FROM json_populate_recordset(NULL::witness_presence, ${JSON.stringify(rows)}::json)
        ON CONFLICT (proof_id) DO UPDATE SET verified = excluded.verified, decision_no = excluded.decision_no
        WHERE p.decision_no <= excluded.decision_no`.execute(db);
    },
    /** A player's verified captures of a time, those nearest to its middle first. */
    async around(player_id: string, moment: Date, window_ms: number): Promise<Capture[]> {
      const from = new Date(moment.getTime() - window_ms);
      const to = new Date(moment.getTime() + window_ms);
      const { rows } = await sql<Capture>`
        SELECT captured_at, lat, lng FROM witness_presence
        WHERE player_id = ${player_id} AND verified AND captured_at BETWEEN ${from} AND ${to}
        ORDER BY abs(extract(epoch FROM captured_at - ${moment}::timestamptz)) LIMIT ${capturesMax}`.execute(db);
      return rows;
    },
    async erase(player_id: string): Promise<void> {
      await sql`DELETE FROM witness_presence WHERE player_id = ${player_id}`.execute(db);
    },
    /** How many were deleted. */
    async forget(before: Date, limit: number): Promise<number> {
      const done = await sql`
        DELETE FROM witness_presence WHERE proof_id IN
          (SELECT proof_id FROM witness_presence WHERE captured_at < ${before} LIMIT ${limit})`.execute(db);
      return Number(done.numAffectedRows);
    },
  };
}
