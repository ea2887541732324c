import { parseCheckpoint, parseNote, type TreeHead } from "@oneheart/tlog";
import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";

/** A signed checkpoint as it is published. */
export interface StoredCheckpoint extends TreeHead {
  readonly note: string;
  readonly key_id: number;
}

/** The newest checkpoint, which is the one that is published; undefined before the first. */
export async function readCheckpoint(db: LedgerDb): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<{ note: string; key_id: string }>`
    SELECT note, key_id::text FROM log_checkpoints ORDER BY size DESC, id DESC LIMIT 1`.execute(db);
  if (rows[0] === undefined) return undefined;
  const { size, rootHash } = parseCheckpoint(parseNote(rows[0].note).text);
  return { note: rows[0].note, key_id: Number(rows[0].key_id), size, rootHash };
}
