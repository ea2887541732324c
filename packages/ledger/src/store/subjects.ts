import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { LedgerConflict } from "../errors.ts";
import { bytes, texts } from "./arrays.ts";

const SALT_BYTES = 32;

/** A person's salt, and the number by which transactions refer to the person. */
export interface Subject {
  ref: string;
  /** In hexadecimal. */
  salt: string;
}

interface SubjectRow extends Subject {
  subject_id: string;
}

const columns = sql`subject_id, id::text AS ref, encode(salt, 'hex') AS salt`;

/** The subjects that exist, by subject id. */
export async function findSubjects(db: LedgerDb, subject_ids: readonly string[]): Promise<Map<string, Subject>> {
  const { rows } = await sql<SubjectRow>`
    SELECT ${columns} FROM ledger_subjects WHERE subject_id = ANY(${texts(subject_ids)})
  `.execute(db);
  return byId(rows);
}

function byId(rows: readonly SubjectRow[]): Map<string, Subject> {
  return new Map(rows.map(({ subject_id, ref, salt }) => [subject_id, { ref, salt }]));
}

/** Subjects by subject id. Most that are asked for here are new, so they are made first, in one order everywhere, and the others read. */
export async function findOrCreateSubjects(db: LedgerDb, subject_ids: ReadonlySet<string>): Promise<Map<string, Subject>> {
  if (subject_ids.size === 0) return new Map();
  const ids = [...subject_ids].sort();
  const { rows } = await sql<SubjectRow>`
    INSERT INTO ledger_subjects (subject_id, salt)
    SELECT * FROM unnest(${texts(ids)}, ${bytes(ids.map(() => randomBytes(SALT_BYTES)))})
    ON CONFLICT DO NOTHING RETURNING ${columns}
  `.execute(db);
  const found = byId(rows);
  const others = ids.filter((id) => !found.has(id));
  if (others.length > 0) for (const [id, subject] of await findSubjects(db, others)) found.set(id, subject);
  if (found.size < ids.length) throw new LedgerConflict("a subject was created by a transaction that this one cannot see");
  return found;
}

/**
 * Makes a person's commitments meaningless and cuts the tie between the person and their accounts.
 * Answers how many accounts were cut loose; what is still on them stays there.
 */
export async function eraseSubject(db: LedgerDb, subject_id: string, tombstone: string): Promise<number> {
  await sql`DELETE FROM ledger_subjects WHERE subject_id = ${subject_id}`.execute(db);
  const { rows } = await sql`
    UPDATE ledger_accounts SET owner_id = ${tombstone}
    WHERE owner_id = ${subject_id} AND kind IN (SELECT kind FROM ledger_account_kinds WHERE personal)
    RETURNING id
  `.execute(db);
  return rows.length;
}
