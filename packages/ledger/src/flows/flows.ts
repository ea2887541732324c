import { type RawBuilder, sql } from "kysely";
import type { LedgerDb } from "../database.ts";

/** What moved on one day (UTC) from accounts of one kind to accounts of another. */
export interface Flow {
  day: string;
  asset: string;
  from_kind: string;
  to_kind: string;
  amount: bigint;
  movements: bigint;
}

/** Movements of one asset out of or into accounts of a kind, or of all kinds where one side is left out; `sign` says how they count. */
export interface FlowPart {
  asset: string;
  from_kind?: string;
  to_kind?: string;
  sign: 1 | -1;
}

/** Where a page of movements ends: pass it as `before` to get the next, older one. */
export interface FlowCursor {
  seq: bigint;
  position: number;
}

/** A movement, with the sign that it counts with. */
export interface Movement extends FlowCursor {
  amount: bigint;
  kind: string;
  transaction_id: string;
  occurred_at: Date;
  detail: Record<string, unknown> | undefined;
}

interface MovementRow extends Omit<Movement, "seq" | "amount" | "detail"> {
  seq: string;
  amount: string;
  leaf: string;
}

/** Leaves that the log has sealed; 0 before it is opened. */
export async function sealedSize(db: LedgerDb): Promise<number> {
  const { rows } = await sql<{ size: string }>`SELECT coalesce((SELECT size FROM log_state), 0)::text AS size`.execute(db);
  return Number(rows[0]!.size);
}

/** What the leaves from one index up to another (not included) moved, by day, asset and kinds of account. */
export async function flowsBetween(db: LedgerDb, from: number, to: number): Promise<Flow[]> {
  const { rows } = await sql<{ [Name in keyof Flow]: string }>`
    SELECT (x.occurred_at AT TIME ZONE 'UTC')::date::text AS day, s.code AS asset, d.kind AS from_kind, c.kind AS to_kind,
      sum(t.amount)::text AS amount, count(*)::text AS movements
    FROM log_leaves l
    JOIN ledger_transactions x ON x.id = l.transaction_id
    JOIN ledger_transfers t ON t.seq = x.seq
    JOIN ledger_assets s ON s.id = t.asset_id
    JOIN ledger_accounts d ON d.id = t.debit_account_id
    JOIN ledger_accounts c ON c.id = t.credit_account_id
    WHERE l.leaf_index >= ${from} AND l.leaf_index < ${to}
    GROUP BY 1, 2, 3, 4 ORDER BY 2, 3, 4, 1`.execute(db);
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount), movements: BigInt(row.movements) }));
}

/**
 * The movements of some flows under the first `tree_size` leaves of the log, newest first. One side of each flow must be named and have
 * few accounts, as issuance, burned and pools have: their own index gives the page.
 */
export async function listMovements(
  db: LedgerDb,
  parts: readonly FlowPart[],
  { tree_size, before, limit }: { tree_size: number; before?: FlowCursor; limit: number },
): Promise<Movement[]> {
  const older = before === undefined ? sql`true` : sql`(t.seq, t.position) < (${before.seq}, ${before.position})`;
  const page = (part: FlowPart): RawBuilder<unknown> => {
    const { own, other } = sidesOf(part);
    return sql`
    (SELECT m.* FROM ledger_accounts a JOIN ledger_assets s ON s.id = a.asset_id CROSS JOIN LATERAL (
      SELECT t.seq, t.position, t.amount * ${part.sign} AS amount, x.kind, x.id AS transaction_id, x.occurred_at, x.leaf
      FROM ledger_transfers t
      JOIN ledger_transactions x ON x.id = t.transaction_id
      JOIN log_leaves l ON l.transaction_id = x.id AND l.leaf_index < ${tree_size}
      JOIN ledger_accounts o ON o.id = t.${sql.ref(`${other.side}_account_id`)}
      WHERE t.${sql.ref(`${own.side}_account_id`)} = a.id AND ${other.kind === undefined ? sql`true` : sql`o.kind = ${other.kind}`} AND ${older}
      ORDER BY t.seq DESC, t.position DESC LIMIT ${limit}
    ) m WHERE a.kind = ${own.kind} AND s.code = ${part.asset}
    ORDER BY m.seq DESC, m.position DESC LIMIT ${limit})`;
  };
  const pages = parts.map(page);
  const { rows } = await sql<MovementRow>`
    SELECT seq::text, position, amount::text, kind, transaction_id, occurred_at, convert_from(leaf, 'UTF8') AS leaf
    FROM (${sql.join(pages, sql` UNION ALL `)}) moved ORDER BY moved.seq DESC, moved.position DESC LIMIT ${limit}`.execute(db);
  return rows.map(({ leaf, seq, amount, ...row }) => ({
    ...row,
    seq: BigInt(seq),
    amount: BigInt(amount),
    detail: JSON.parse(leaf).detail,
  }));
}

/** Kinds of which there are as many accounts as people. */
const manyOwners = new Set(["player", "escrow"]);

/** The side that has few accounts, and the other one. */
function sidesOf({ from_kind, to_kind }: FlowPart) {
  const debit = { side: "debit", kind: from_kind };
  const credit = { side: "credit", kind: to_kind };
  return from_kind === undefined || manyOwners.has(from_kind) ? { own: credit, other: debit } : { own: debit, other: credit };
}
