import { addSignatures, parseCheckpoint, parseNote, type TreeHead } from "@oneheart/tlog";
import { type RawBuilder, sql } from "kysely";
import type { LedgerDb } from "../database.ts";

/** A signed checkpoint as it is published, with what witnesses said of it so far. */
export interface StoredCheckpoint extends TreeHead {
  /** The log's own signatures first, then the cosignatures. */
  readonly note: string;
}

/** The newest checkpoint, which is the one that is published; undefined before the first. */
export async function readCheckpoint(db: LedgerDb): Promise<StoredCheckpoint | undefined> {
  return readSize(db, sql`(SELECT max(size) FROM log_checkpoints)`);
}

/** The checkpoint of the tree of `size` leaves; undefined when none was signed. */
export async function readCheckpointOf(db: LedgerDb, size: number): Promise<StoredCheckpoint | undefined> {
  return readSize(db, sql`${size}::bigint`);
}

async function readSize(db: LedgerDb, size: RawBuilder<unknown>): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<{ notes: string[]; lines: string }>`
    SELECT array_agg(c.note ORDER BY c.id DESC) AS notes,
      (SELECT coalesce(string_agg(s.line, '' ORDER BY s.witness_name, s.key_id), '') FROM log_cosignatures s WHERE s.size = c.size) AS lines
    FROM log_checkpoints c WHERE c.size = ${size} GROUP BY c.size`.execute(db);
  if (rows[0] === undefined) return undefined;
  const { notes, lines } = rows[0];
  const signed = notes.reduce(joinSignatures);
  const { size: count, rootHash } = parseCheckpoint(parseNote(signed).text);
  return { note: signed + lines, size: count, rootHash };
}

/** While keys change, two processes may have signed one tree with different keys: readers may know either. */
function joinSignatures(newer: string, older: string): string {
  const [kept, more] = [parseNote(newer), parseNote(older)];
  if (kept.text !== more.text) return newer;
  const isNew = more.signatures.filter(({ name, keyId }) => !kept.signatures.some((one) => one.name === name && one.keyId === keyId));
  return isNew.length === 0 ? newer : addSignatures(newer, isNew);
}
