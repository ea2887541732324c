import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { sql } from "kysely";
import type { Database } from "./database.ts";
import { commonError, type OperationError } from "./errors.ts";

/** What an `Idempotency-Key` of one caller stands for. */
export interface IdempotentRequest {
  principal: string;
  key: string;
  operation: string;
  fingerprint: Buffer;
}

/** The first answer to a request, as it is stored under its key. */
export interface StoredAnswer extends IdempotentRequest {
  answer: unknown;
}

/** The first answer was found while the effect was about to happen again. */
export class AlreadyAnswered extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super("already answered");
    this.answer = answer;
  }
}

/** SHA-256 over the operation and its input; key order does not matter. */
export function fingerprintOf(operation: string, input: unknown, parts: readonly string[] = []): Buffer {
  return createHash("sha256")
    .update(JSON.stringify([operation, sorted(input), parts]))
    .digest();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => [name, sorted(field)]);
}

/** The stored answer of this key, undefined when it is new; another request under the same key is refused. */
export async function findAnswer(db: Database, request: IdempotentRequest): Promise<{ answer: unknown } | undefined> {
  const { rows } = await sql<{ operation: string; fingerprint: Buffer; answer: unknown }>`
    SELECT operation, fingerprint, answer FROM idempotency_keys WHERE principal = ${request.principal} AND key = ${request.key}`.execute(
    db,
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  if (row.operation !== request.operation || !row.fingerprint.equals(request.fingerprint)) throw commonError("idempotency_key_reused");
  return { answer: row.answer };
}

/** Whether anything is stored under the key, whatever it was for. */
export async function isKnown(db: Database, { principal, key }: IdempotentRequest): Promise<boolean> {
  const { rows } = await sql`SELECT FROM idempotency_keys WHERE principal = ${principal} AND key = ${key}`.execute(db);
  return rows.length > 0;
}

/** What an operation with a file hands to `identifyRequestBy`: `sha256:` and the hexadecimal hash of the file's bytes. */
export async function digestOf(file: Readable): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of file) hash.update(chunk as Buffer);
  return `sha256:${hash.digest("hex")}`;
}

/** Why a key was not taken: another transaction holds it, it stands for another request, or its request was answered before. */
export type Claim = AlreadyAnswered | OperationError | undefined;

interface ClaimRow {
  mine: boolean;
  operation: string | null;
  fingerprint: Buffer | null;
  answer: unknown;
}

/**
 * Takes keys, all different, for this transaction; `undefined` for each that is taken. An answer that was committed between the look and
 * the lock is found by the primary key, which makes the transaction run again.
 */
export async function claimKeys(tx: Database, requests: readonly IdempotentRequest[]): Promise<Claim[]> {
  if (requests.length === 0) return [];
  const { rows } = await sql<ClaimRow>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(w.principal || chr(10) || w.key, 7)) AS mine, k.operation, k.fingerprint, k.answer
    FROM unnest(${requests.map(({ principal }) => principal)}::text[], ${requests.map(({ key }) => key)}::text[])
      WITH ORDINALITY AS w (principal, key, place)
    LEFT JOIN idempotency_keys k ON k.principal = w.principal AND k.key = w.key
    ORDER BY w.place`.execute(tx);
  return rows.map((row, index) => judgeClaim(requests[index]!, row));
}

function judgeClaim(request: IdempotentRequest, { mine, operation, fingerprint, answer }: ClaimRow): Claim {
  if (operation !== null && fingerprint !== null) {
    const isSame = operation === request.operation && fingerprint.equals(request.fingerprint);
    return isSame ? new AlreadyAnswered(answer) : commonError("idempotency_key_reused");
  }
  return mine ? undefined : commonError("idempotency_in_flight");
}

/** Forgets every answer that one caller was given. */
export async function forgetKeysOf(db: Database, principal: string): Promise<void> {
  await sql`DELETE FROM idempotency_keys WHERE principal = ${principal}`.execute(db);
}

/** Forgets keys that no client retries any more. */
export async function forgetKeys(db: Database, before: Date): Promise<void> {
  await sql`DELETE FROM idempotency_keys WHERE created_at < ${before}`.execute(db);
}
