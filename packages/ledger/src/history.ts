import { sql } from "kysely";
import type { LedgerDb } from "./database.ts";
import { LedgerUsageError } from "./errors.ts";
import type { Leaf } from "./leaf.ts";

const LIMIT_MAX = 1000;

/** Where a page ends: pass it as `before` to get the next, older one. */
export interface HistoryCursor {
  seq: bigint;
  position: number;
  direction: Direction;
}

/** `out` for the account that was debited, `in` for the one that was credited. */
export type Direction = "in" | "out";

export interface HistoryQuery {
  owner_id: string;
  asset?: string;
  before?: HistoryCursor;
  limit: number;
}

/** A transfer as one of its two accounts saw it. The entry itself is a valid cursor. */
export interface HistoryEntry extends HistoryCursor {
  transfer_id: string;
  transaction_id: string;
  account_kind: string;
  counter_kind: string;
  counter_owner_id: string | null;
  asset: string;
  amount: bigint;
  transaction_kind: string;
  reason_ref: string;
  occurred_at: Date;
  detail: Record<string, unknown> | undefined;
  corrects: string | null;
  hold_id: string | null;
}

interface HistoryRow extends Omit<HistoryEntry, "seq" | "amount" | "occurred_at" | "detail"> {
  seq: string;
  amount: string;
  occurred_at_ms: string;
  leaf: string;
}

/** The owner's transfers, newest first. Each account gives at most a page from its own index; the merge cuts it to one. */
export async function readHistory(db: LedgerDb, query: HistoryQuery): Promise<HistoryEntry[]> {
  const { owner_id, asset = null, before, limit } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) throw new LedgerUsageError(`limit must be from 1 to ${LIMIT_MAX}`);
  const older = before ? sql`(t.seq, t.position, side.direction) < (${before.seq}, ${before.position}, ${before.direction})` : sql`true`;
  const bound = before ? sql`t.seq <= ${before.seq}` : sql`true`;
  const page = (own: "debit" | "credit", direction: Direction) => sql`
    SELECT t.*, ${direction}::text AS direction, ${sql.ref(`t.${own === "debit" ? "credit" : "debit"}_account_id`)} AS counter_id
    FROM ledger_transfers t, (VALUES (${direction}::text)) AS side (direction)
    WHERE ${sql.ref(`t.${own}_account_id`)} = a.id AND ${bound} AND ${older}
    ORDER BY t.seq DESC, t.position DESC LIMIT ${limit}`;

  const { rows } = await sql<HistoryRow>`
    SELECT l.seq::text, l.position, l.direction, l.id AS transfer_id, l.transaction_id, a.kind AS account_kind,
      c.kind AS counter_kind, c.owner_id AS counter_owner_id, s.code AS asset, l.amount::text, x.kind AS transaction_kind,
      x.reason_ref, (extract(epoch FROM x.occurred_at) * 1000)::bigint::text AS occurred_at_ms,
      convert_from(x.leaf, 'UTF8') AS leaf, x.corrects, l.hold_id
    FROM ledger_accounts a
    JOIN ledger_assets s ON s.id = a.asset_id AND (${asset}::text IS NULL OR s.code = ${asset}::text)
    CROSS JOIN LATERAL ((${page("debit", "out")}) UNION ALL (${page("credit", "in")})) l
    JOIN ledger_accounts c ON c.id = l.counter_id
    JOIN ledger_transactions x ON x.id = l.transaction_id
    WHERE a.owner_id = ${owner_id}
    ORDER BY l.seq DESC, l.position DESC, l.direction DESC LIMIT ${limit}
  `.execute(db);
  return rows.map(toEntry);
}

function toEntry({ seq, amount, occurred_at_ms, leaf, ...row }: HistoryRow): HistoryEntry {
  const { detail }: Leaf = JSON.parse(leaf);
  return { ...row, seq: BigInt(seq), amount: BigInt(amount), occurred_at: new Date(Number(occurred_at_ms)), detail };
}
