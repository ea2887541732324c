import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";

export interface AuditedTransaction {
  id: string;
  seq: string;
  kind: string;
  reason_ref: string;
  occurred_at_ms: string;
  subject_ref: string | null;
  subject_id: string | null;
  corrects: string | null;
  is_key_shared: boolean;
  /** In hexadecimal, as is the hash. */
  leaf: string;
  leaf_hash: string;
}

/** A stored line. A capture is two lines at one position: its resolution (`captured`) and its transfer. */
export interface AuditedLine {
  line: "transfer" | "hold" | "captured" | "released" | "expired";
  transaction_id: string;
  seq: string;
  position: number;
  id: string | null;
  hold_id: string | null;
  amount: string;
  expires_at_ms: string | null;
  asset: string | null;
  debit_kind: string | null;
  debit_owner: string | null;
  credit_kind: string | null;
  credit_owner: string | null;
  has_one_asset: boolean | null;
}

/** The next page of transactions after a seq. */
export async function readTransactions(db: LedgerDb, after: string, limit: number): Promise<AuditedTransaction[]> {
  const { rows } = await sql<AuditedTransaction>`
    SELECT x.id, x.seq::text, x.kind, x.reason_ref, (extract(epoch FROM x.occurred_at) * 1000)::bigint::text AS occurred_at_ms,
      x.subject_ref::text, p.subject_id, x.corrects, encode(x.leaf, 'hex') AS leaf, encode(x.leaf_hash, 'hex') AS leaf_hash,
      EXISTS (SELECT 1 FROM ledger_transactions o WHERE o.idempotency_hash = x.idempotency_hash AND o.id <> x.id) AS is_key_shared
    FROM ledger_transactions x LEFT JOIN ledger_subjects p ON p.id = x.subject_ref
    WHERE x.seq > ${after}::bigint ORDER BY x.seq LIMIT ${limit}
  `.execute(db);
  return rows;
}

/** All lines with a seq above `after` and, unless null, up to `until`, whether or not a transaction has that seq. */
export async function readLines(db: LedgerDb, after: string, until: string | null): Promise<AuditedLine[]> {
  const range = (seq: string) => {
    const column = sql.ref(seq);
    return until === null ? sql`${column} > ${after}::bigint` : sql`${column} > ${after}::bigint AND ${column} <= ${until}::bigint`;
  };
  const { rows } = await sql<AuditedLine>`
    WITH lines AS (
      SELECT 'transfer' AS line, t.transaction_id, t.seq, t.position, t.id, t.hold_id, t.amount, NULL::timestamptz AS expires_at,
        t.asset_id, t.debit_account_id, t.credit_account_id
      FROM ledger_transfers t WHERE ${range("t.seq")}
      UNION ALL
      SELECT 'hold', h.transaction_id, h.seq, h.position, h.id, NULL, h.amount, h.expires_at, h.asset_id, h.debit_account_id, h.credit_account_id
      FROM ledger_holds h WHERE ${range("h.seq")}
      UNION ALL
      SELECT r.outcome, r.transaction_id, r.seq, r.position, NULL, r.hold_id,
        CASE r.outcome WHEN 'captured' THEN r.amount_captured ELSE h.amount END, NULL, h.asset_id, h.debit_account_id, h.credit_account_id
      FROM ledger_hold_resolutions r LEFT JOIN ledger_holds h ON h.id = r.hold_id WHERE ${range("r.seq")}
    )
    SELECT l.line, l.transaction_id, l.seq::text, l.position, l.id, l.hold_id, l.amount::text,
      (extract(epoch FROM l.expires_at) * 1000)::bigint::text AS expires_at_ms, s.code AS asset,
      d.kind AS debit_kind, d.owner_id AS debit_owner, c.kind AS credit_kind, c.owner_id AS credit_owner,
      d.asset_id = l.asset_id AND c.asset_id = l.asset_id AS has_one_asset
    FROM lines l
    LEFT JOIN ledger_assets s ON s.id = l.asset_id
    LEFT JOIN ledger_accounts d ON d.id = l.debit_account_id
    LEFT JOIN ledger_accounts c ON c.id = l.credit_account_id
    ORDER BY l.seq, l.position, l.line
  `.execute(db);
  return rows;
}
