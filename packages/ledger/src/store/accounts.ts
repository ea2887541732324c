import { type RawBuilder, sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import type { AccountRef } from "../drafts.ts";
import { LedgerConflict } from "../errors.ts";
import { accountKey, type Catalogue } from "../rules/catalogue.ts";
import type { FoundAccount, KnownAccounts } from "./account-cache.ts";
import { smallints, texts } from "./arrays.ts";

type Refs = ReadonlyMap<string, AccountRef>;

interface FoundRow {
  id: string;
  kind: string;
  owner_id: string | null;
  asset: string;
  subject_ref: string | null;
  salt: string | null;
  is_settled: boolean;
}

/**
 * True of an account and its owner's salt that no later rollback takes away. A row that this transaction sees is either its own, made
 * or changed under its transaction id or a later one, or committed.
 */
const settled = sql`age(a.xmin) > 0 AND (p.id IS NULL OR age(p.xmin) > 0)`;

/** The ids of the accounts among `refs` that exist, as a subquery. */
export function idsAmong(refs: readonly AccountRef[]): RawBuilder<unknown> {
  const { owned, unowned } = byOwner(refs);
  return sql`
    SELECT a.id
    FROM unnest(
      ${texts(owned.map((ref) => ref.kind))}, ${texts(owned.map((ref) => ref.asset))}, ${texts(owned.map((ref) => ref.owner_id!))}
    ) AS wanted (kind, asset, owner_id)
    JOIN ledger_assets s ON s.code = wanted.asset
    JOIN ledger_accounts a ON a.owner_id = wanted.owner_id AND a.kind = wanted.kind AND a.asset_id = s.id
    UNION ALL
    SELECT a.id
    FROM unnest(${texts(unowned.map((ref) => ref.kind))}, ${texts(unowned.map((ref) => ref.asset))}) AS wanted (kind, asset)
    JOIN ledger_assets s ON s.code = wanted.asset
    JOIN ledger_accounts a ON a.owner_id IS NULL AND a.kind = wanted.kind AND a.asset_id = s.id`;
}

function byOwner(refs: Iterable<AccountRef>) {
  const all = [...refs];
  return { owned: all.filter((ref) => ref.owner_id != null), unowned: all.filter((ref) => ref.owner_id == null) };
}

/** The accounts among `refs` that exist. */
async function readAccounts(db: LedgerDb, refs: Refs): Promise<FoundRow[]> {
  const { owned, unowned } = byOwner(refs.values());
  const { rows } = await sql<FoundRow>`
    SELECT a.id::text, a.kind, a.owner_id, s.code AS asset, p.id::text AS subject_ref, encode(p.salt, 'hex') AS salt, ${settled} AS is_settled
    FROM unnest(
      ${texts(owned.map((ref) => ref.kind))}, ${texts(owned.map((ref) => ref.asset))}, ${texts(owned.map((ref) => ref.owner_id!))}
    ) AS wanted (kind, asset, owner_id)
    JOIN ledger_assets s ON s.code = wanted.asset
    JOIN ledger_accounts a ON a.owner_id = wanted.owner_id AND a.kind = wanted.kind AND a.asset_id = s.id
    LEFT JOIN ledger_subjects p ON p.subject_id = a.owner_id
    UNION ALL
    SELECT a.id::text, a.kind, NULL, s.code, NULL, NULL, age(a.xmin) > 0
    FROM unnest(${texts(unowned.map((ref) => ref.kind))}, ${texts(unowned.map((ref) => ref.asset))}) AS wanted (kind, asset)
    JOIN ledger_assets s ON s.code = wanted.asset
    JOIN ledger_accounts a ON a.owner_id IS NULL AND a.kind = wanted.kind AND a.asset_id = s.id
  `.execute(db);
  return rows;
}

function byKey(rows: ReadonlyArray<Omit<FoundRow, "is_settled">>): Map<string, FoundAccount> {
  return new Map(rows.map((row) => [accountKey(row), toFound(row)]));
}

function toFound({ id, owner_id, subject_ref, salt }: Omit<FoundRow, "is_settled">): FoundAccount {
  return subject_ref === null || salt === null ? { id, owner_id } : { id, owner_id, owner: { ref: subject_ref, salt } };
}

/** The accounts of `refs`, by account key. Creates what does not exist, and asks the database only for what is not known. */
export async function resolveAccounts(
  db: LedgerDb,
  refs: Refs,
  known: KnownAccounts,
  catalogue: Catalogue,
): Promise<Map<string, FoundAccount>> {
  const resolved = new Map<string, FoundAccount>();
  const unknown = new Map<string, AccountRef>();
  for (const [key, ref] of refs) {
    const account = known.get(key);
    if (account) resolved.set(key, account);
    else unknown.set(key, ref);
  }
  if (unknown.size === 0) return resolved;

  const rows = await readAccounts(db, unknown);
  const found = byKey(rows);
  for (const [key, account] of byKey(rows.filter((row) => row.is_settled))) known.set(key, account);
  const missing = new Map([...unknown].filter(([key]) => !found.has(key)));
  const created = missing.size > 0 ? await createAccounts(db, missing, catalogue) : [];
  return new Map([...resolved, ...found, ...created]);
}

/** In one order everywhere, so that creators never deadlock. Somebody else's account, made at this moment, is asked for once more. */
async function createAccounts(db: LedgerDb, refs: Refs, catalogue: Catalogue): Promise<Map<string, FoundAccount>> {
  const wanted = [...refs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ref]) => ref);
  const { rows } = await sql<Omit<FoundRow, "is_settled">>`
    WITH created AS (
      INSERT INTO ledger_accounts (asset_id, kind, owner_id, may_go_negative)
      SELECT * FROM unnest(
        ${smallints(wanted.map((ref) => catalogue.assets.get(ref.asset)!.id))},
        ${texts(wanted.map((ref) => ref.kind))},
        ${texts(wanted.map((ref) => ref.owner_id ?? null))},
        ${wanted.map((ref) => catalogue.kinds.get(ref.kind)!.may_go_negative)}::boolean[]
      )
      ON CONFLICT DO NOTHING RETURNING id, kind, owner_id, asset_id
    )
    SELECT c.id::text, c.kind, c.owner_id, s.code AS asset, p.id::text AS subject_ref, encode(p.salt, 'hex') AS salt
    FROM created c JOIN ledger_assets s ON s.id = c.asset_id LEFT JOIN ledger_subjects p ON p.subject_id = c.owner_id
  `.execute(db);
  const created = byKey(rows);
  const others = new Map([...refs].filter(([key]) => !created.has(key)));
  if (others.size > 0) for (const [key, account] of byKey(await readAccounts(db, others))) created.set(key, account);
  if (created.size < refs.size) throw new LedgerConflict("an account was created by a transaction that this one cannot see");
  return created;
}
