import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import type { Hold } from "../rules/entry.ts";
import { uuids } from "./arrays.ts";

interface HoldRow {
  id: string;
  amount: string;
  expires_at_ms: string | null;
  asset: string;
  debit_kind: string;
  debit_owner: string | null;
  credit_kind: string;
  credit_owner: string | null;
}

/** The holds among `ids` that exist. */
export async function findHolds(db: LedgerDb, ids: readonly string[]): Promise<Map<string, Hold>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<HoldRow>`
    SELECT h.id, h.amount::text, floor(extract(epoch FROM h.expires_at) * 1000)::bigint::text AS expires_at_ms, s.code AS asset,
      d.kind AS debit_kind, d.owner_id AS debit_owner, c.kind AS credit_kind, c.owner_id AS credit_owner
    FROM ledger_holds h
    JOIN ledger_assets s ON s.id = h.asset_id
    JOIN ledger_accounts d ON d.id = h.debit_account_id
    JOIN ledger_accounts c ON c.id = h.credit_account_id
    WHERE h.id = ANY(${uuids(ids)})
  `.execute(db);
  return new Map(rows.map((row) => [row.id, toHold(row)]));
}

function toHold(row: HoldRow): Hold {
  return {
    id: row.id,
    debit: { kind: row.debit_kind, owner_id: row.debit_owner, asset: row.asset },
    credit: { kind: row.credit_kind, owner_id: row.credit_owner, asset: row.asset },
    amount: BigInt(row.amount),
    expires_at: row.expires_at_ms === null ? null : new Date(Number(row.expires_at_ms)),
  };
}

/** Which of the holds are resolved. */
export async function findResolved(db: LedgerDb, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ hold_id: string }>`
    SELECT hold_id FROM ledger_hold_resolutions WHERE hold_id = ANY(${uuids(ids)})
  `.execute(db);
  return new Set(rows.map((row) => row.hold_id));
}

/** Open holds whose time is over, the longest overdue first. */
export async function findOverdueHolds(db: LedgerDb, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ hold_id: string }>`
    SELECT hold_id FROM ledger_open_holds WHERE expires_at <= ${now.toISOString()}::timestamptz ORDER BY expires_at LIMIT ${limit}
  `.execute(db);
  return rows.map((row) => row.hold_id);
}
