import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface UploadRow {
  proof_id: string;
  storage_path: string;
}

/** Every SQL statement about uploads under way. */
export function uploadStore({ db }: { db: Database }) {
  return {
    async begin(upload: UploadRow, started_at: Date): Promise<void> {
      await sql`
        INSERT INTO evidence_uploads (proof_id, storage_path, started_at)
        VALUES (${upload.proof_id}, ${upload.storage_path}, ${started_at})`.execute(db);
    },
    /** False when the upload took so long that it was given up. */
    async finish(proof_id: string): Promise<boolean> {
      const done = await sql`DELETE FROM evidence_uploads WHERE proof_id = ${proof_id} AND NOT abandoned`.execute(db);
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
