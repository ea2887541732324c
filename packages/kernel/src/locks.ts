import { type RawBuilder, sql } from "kysely";
import type { Database } from "./database.ts";

/** The kind of thing that is locked, as `service.thing`. Transactions wait for each other only if they use the same name. */
export type LockName = `${string}.${string}`;

/** Takes a lock until the end of the transaction. `about` is the id of the locked thing. */
export async function takeLock(db: Database, name: LockName, about: string | RawBuilder<string> = ""): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${keyOf(name, about)})`.execute(db);
}

/** The same of several things, always in the same order. */
export async function takeLocks(db: Database, name: LockName, abouts: readonly string[]): Promise<void> {
  await sql`
    SELECT pg_advisory_xact_lock(${keyOf(name, sql`about`)})
    FROM (SELECT about FROM unnest(${abouts}::text[]) AS thing (about) ORDER BY about) AS thing`.execute(db);
}

/** Until the end of the transaction others may hold this lock shared, and nobody may take it. */
export async function shareLock(db: Database, name: LockName, about: string | RawBuilder<string> = ""): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(${keyOf(name, about)})`.execute(db);
}

/** Advisory locks are numbers; 64 bits of a hash make it unlikely enough that two names wait for each other by chance. */
function keyOf(name: LockName, about: string | RawBuilder<string>): RawBuilder<bigint> {
  return sql`hashtextextended(${name}::text || chr(10) || ${about}::text, 0)`;
}
