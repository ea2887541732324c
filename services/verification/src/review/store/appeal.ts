import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface AppealRow {
  id: string;
  proof_id: string;
  player_id: string;
  statement: string;
  rejected_because: string;
  created_at: Date;
  due_at: Date;
  outcome: "upheld" | "overturned" | null;
  decided_at: Date | null;
}

const columns = sql`id, proof_id, player_id, statement, rejected_because, created_at, due_at, outcome, decided_at`;

/** Every SQL statement about appeals. */
export function appealStore({ db }: { db: Database }) {
  return {
    /** False when this rejection was appealed already. */
    async add(row: Omit<AppealRow, "outcome" | "decided_at">): Promise<boolean> {
      const done = await sql`
        INSERT INTO proof_appeals (id, proof_id, player_id, statement, rejected_because, created_at, due_at)
        VALUES (${row.id}, ${row.proof_id}, ${row.player_id}, ${row.statement}, ${row.rejected_because}, ${row.created_at}, ${row.due_at})
        ON CONFLICT DO NOTHING`.execute(db);
      return done.numAffectedRows === 1n;
    },
    /** The newest appeal of each proof that has one. */
    async latest(proof_ids: readonly string[]): Promise<AppealRow[]> {
      const { rows } = await sql<AppealRow>`
        SELECT DISTINCT ON (proof_id) ${columns} FROM proof_appeals WHERE proof_id = ANY(${proof_ids}::uuid[])
        ORDER BY proof_id, created_at DESC, id DESC`.execute(db);
      return rows;
    },
    async decide(proof_id: string, outcome: "upheld" | "overturned", decided_at: Date): Promise<void> {
      await sql`
        UPDATE proof_appeals SET outcome = ${outcome}, decided_at = ${decided_at} WHERE proof_id = ${proof_id} AND outcome IS NULL`.execute(
        db,
      );
    },
    async forgetStatements(player_id: string): Promise<void> {
      await sql`UPDATE proof_appeals SET statement = '' WHERE player_id = ${player_id}`.execute(db);
    },
  };
}
