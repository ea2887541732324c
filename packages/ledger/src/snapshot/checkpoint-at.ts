import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { readCheckpointOf, type StoredCheckpoint } from "../log/checkpoint.ts";

/** The newest checkpoint that was signed before a moment, with every signature and cosignature there is; undefined when there was none yet. */
export async function checkpointAt(db: LedgerDb, before: Date): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<{ size: string | null }>`
    SELECT max(size)::text AS size FROM log_checkpoints WHERE created_at < ${before}`.execute(db);
  const { size } = rows[0]!;
  return size === null ? undefined : readCheckpointOf(db, Number(size));
}
