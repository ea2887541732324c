import { formatSignatureLine, type KeyIdentity, type NoteSignature } from "@oneheart/tlog";
import { sql } from "kysely";
import type { LedgerDb } from "../../database.ts";
import { bigints, texts } from "../../store/arrays.ts";
import type { WitnessQuorum } from "./witness.ts";

/** Cosignatures that one look for a quorum reads at most. */
const PROBE_ROWS = 500;

/** Adds cosignatures of the tree of `size` leaves; one that a witness gave before stays. */
export async function addCosignatures(db: LedgerDb, size: number, signatures: readonly NoteSignature[], now: Date): Promise<void> {
  await sql`
    INSERT INTO log_cosignatures (size, witness_name, key_id, line, received_at)
    SELECT ${size}::bigint, name, key_id, line, ${now}::timestamptz FROM unnest(
      ${texts(signatures.map(({ name }) => name))},
      ${bigints(signatures.map(({ keyId }) => keyId))},
      ${texts(signatures.map(formatSignatureLine))}
    ) AS s (name, key_id, line) ON CONFLICT DO NOTHING`.execute(db);
}

/** Size of the largest tree that each witness has cosigned, in the order asked for; undefined for none. */
export async function cosignedSizes(db: LedgerDb, witnesses: readonly KeyIdentity[]): Promise<(number | undefined)[]> {
  const { rows } = await sql<{ size: string | null }>`
    SELECT (SELECT max(c.size)::text FROM log_cosignatures c WHERE c.witness_name = w.name AND c.key_id = w.key_id) AS size
    FROM ${table(witnesses)} ORDER BY w.place`.execute(db);
  return rows.map(({ size }) => (size === null ? undefined : Number(size)));
}

/**
 * Size of the newest tree above `leaf_index` that a quorum has cosigned; when there is none among the newest ones, the oldest
 * above it. Both looks are bounded, so that a witness that was silent for long does not make them slow.
 */
export async function quorumSize(db: LedgerDb, leaf_index: number, { witnesses, quorum }: WitnessQuorum): Promise<number | undefined> {
  for (const direction of ["DESC", "ASC"] as const) {
    const { rows } = await sql<{ size: string }>`
      SELECT c.size::text FROM (
        SELECT size, witness_name, key_id FROM log_cosignatures WHERE size > ${leaf_index}
        ORDER BY size ${sql.raw(direction)} LIMIT ${PROBE_ROWS}
      ) c JOIN ${table(witnesses)} ON w.name = c.witness_name AND w.key_id = c.key_id
      GROUP BY c.size HAVING count(DISTINCT c.witness_name) >= ${quorum}
      ORDER BY c.size ${sql.raw(direction)} LIMIT 1`.execute(db);
    if (rows[0]) return Number(rows[0].size);
  }
  return undefined;
}

function table(witnesses: readonly KeyIdentity[]) {
  return sql`unnest(
    ${texts(witnesses.map(({ name }) => name))},
    ${bigints(witnesses.map(({ keyId }) => keyId))}
  ) WITH ORDINALITY AS w (name, key_id, place)`;
}
