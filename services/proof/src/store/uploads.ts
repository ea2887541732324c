import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface UploadRow {
  proof_id: string;
  storage_path: string;
}

/** Every SQL statement about uploads under way. */
export function uploadStore({ db }: { db: Database }) {
  return {
    /** False when the quest has as many proofs as it may have. */
    async begin(upload: UploadRow, started_at: Date, { quest_id, proofs_max }: { quest_id: string; proofs_max: number }): Promise<boolean> {
      const done = await sql`
        INSERT INTO evidence_uploads (proof_id, storage_path, started_at)
        SELECT ${upload.proof_id}, ${upload.storage_path}, ${started_at}
        WHERE (SELECT count(*) FROM evidence WHERE quest_id = ${quest_id}) < ${proofs_max}`.execute(db);
      return done.numAffectedRows === 1n;
    },
    /** Gives up uploads that began before; from here on they cannot be finished. */
    async abandon(before: Date, limit: number): Promise<UploadRow[]> {
      const { rows } = await sql<UploadRow>`
        UPDATE evidence_uploads SET abandoned = true
        WHERE proof_id IN (SELECT proof_id FROM evidence_uploads WHERE started_at < ${before} ORDER BY started_at LIMIT ${limit})
        RETURNING proof_id, storage_path`.execute(db);
      return rows;
    },
    async forget(proof_id: string): Promise<void> {
      await sql`DELETE FROM evidence_uploads WHERE proof_id = ${proof_id}`.execute(db);
    },
  };
}
