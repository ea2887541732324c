import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";

/** What some leaves changed of one person's account of an asset. */
export interface HoldingChange {
  account_id: string;
  change: bigint;
  /** What of it was issued, less what went back to issuance. */
  earned: bigint;
  /** The last day (UTC) on which something moved. */
  last_day: string;
}

/** What one person's account sent to another one's on a day (UTC). */
export interface SentFlow {
  day: string;
  from_account_id: string;
  to_account_id: string;
  amount: bigint;
  movements: number;
}

interface Leaves {
  asset: string;
  /** The first leaf, and the one after the last. */
  from: number;
  to: number;
}

const moved = ({ asset, from, to }: Leaves) => sql`
  SELECT (x.occurred_at AT TIME ZONE 'UTC')::date AS day, t.debit_account_id, t.credit_account_id, t.amount
  FROM log_leaves l
  JOIN ledger_transactions x ON x.id = l.transaction_id
  JOIN ledger_transfers t ON t.seq = x.seq
  JOIN ledger_assets s ON s.id = t.asset_id
  WHERE l.leaf_index >= ${from} AND l.leaf_index < ${to} AND s.code = ${asset}`;

/** What the leaves changed of people's accounts of an asset. */
export async function holdingsBetween(db: LedgerDb, leaves: Leaves): Promise<HoldingChange[]> {
  const { rows } = await sql<{ [Name in keyof HoldingChange]: string }>`
    SELECT a.id::text AS account_id, sum(side.change)::text AS change,
      coalesce(sum(side.change) FILTER (WHERE o.kind = 'issuance'), 0)::text AS earned, max(m.day)::text AS last_day
    FROM (${moved(leaves)}) m
    CROSS JOIN LATERAL (VALUES (m.credit_account_id, m.debit_account_id, m.amount), (m.debit_account_id, m.credit_account_id, -m.amount))
      AS side (account_id, other_id, change)
    JOIN ledger_accounts a ON a.id = side.account_id AND a.kind = 'player'
    JOIN ledger_accounts o ON o.id = side.other_id
    GROUP BY a.id ORDER BY a.id`.execute(db);
  return rows.map((row) => ({ ...row, change: BigInt(row.change), earned: BigInt(row.earned) }));
}

/** What people sent each other in the leaves, by day. */
export async function sentBetween(db: LedgerDb, leaves: Leaves): Promise<SentFlow[]> {
  const { rows } = await sql<{ day: string; from_account_id: string; to_account_id: string; amount: string; movements: number }>`
    SELECT m.day::text AS day, d.id::text AS from_account_id, c.id::text AS to_account_id, sum(m.amount)::text AS amount,
      count(*)::int AS movements
    FROM (${moved(leaves)}) m
    JOIN ledger_accounts d ON d.id = m.debit_account_id AND d.kind = 'player'
    JOIN ledger_accounts c ON c.id = m.credit_account_id AND c.kind = 'player'
    GROUP BY m.day, d.id, c.id ORDER BY m.day, d.id, c.id`.execute(db);
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
}

/** Whose accounts these are. An account of somebody who was erased names nobody. */
export async function ownersOf(db: LedgerDb, account_ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; owner_id: string }>`
    SELECT id::text, owner_id FROM ledger_accounts WHERE id = ANY(${account_ids}::bigint[]) AND owner_id NOT LIKE 'erased:%'`.execute(db);
  return new Map(rows.map(({ id, owner_id }) => [id, owner_id]));
}
