import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { LedgerConflict, sqlState } from "../errors.ts";
import type { AccountState } from "../rules/running-balance.ts";
import { bigints, bytes, hexBytes, smallints, texts, times, uuids } from "./arrays.ts";

export interface TransactionRow {
  id: string;
  kind: string;
  reason_ref: string;
  occurred_at: Date;
  subject_ref: string | null;
  corrects: string | null;
  idempotency_hash: string | null;
  fingerprint: string | null;
  leaf: Buffer;
}

export interface TransferRow {
  id: string;
  transaction_id: string;
  position: number;
  debit_account_id: string;
  credit_account_id: string;
  asset_id: number;
  amount: bigint;
  hold_id: string | null;
}

/** What an account's sums grow by. */
export type AccountChange = Omit<AccountState, "may_go_negative">;

const UNIQUE_VIOLATION = "23505";

/** Adds transactions and their transfers, queues their leaves and moves the balances, in one statement; answers each seq. */
export async function writeTransactions(
  db: LedgerDb,
  transactions: readonly TransactionRow[],
  transfers: readonly TransferRow[],
  changes: readonly AccountChange[],
): Promise<Map<string, bigint>> {
  const { rows } = await statement(transactions, transfers, changes)
    .execute(db)
    .catch((error: unknown) => {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      throw new LedgerConflict("another transaction took the same id or idempotency key at the same moment", { cause: error });
    });
  return new Map(rows.map((row) => [row.id, BigInt(row.seq)]));
}

function statement(transactions: readonly TransactionRow[], transfers: readonly TransferRow[], changes: readonly AccountChange[]) {
  return sql<{ id: string; seq: string }>`
    WITH added AS (
      INSERT INTO ledger_transactions
        (id, kind, reason_ref, occurred_at, subject_ref, corrects, idempotency_hash, idempotency_fingerprint, leaf, leaf_hash)
      SELECT x.id, x.kind, x.reason_ref, x.occurred_at, x.subject_ref, x.corrects, x.hash, x.fingerprint,
        x.leaf, sha256('\\x00'::bytea || x.leaf)
      FROM unnest(
        ${uuids(transactions.map((row) => row.id))},
        ${texts(transactions.map((row) => row.kind))},
        ${texts(transactions.map((row) => row.reason_ref))},
        ${times(transactions.map((row) => row.occurred_at))},
        ${bigints(transactions.map((row) => row.subject_ref))},
        ${uuids(transactions.map((row) => row.corrects))},
        ${hexBytes(transactions.map((row) => row.idempotency_hash))},
        ${hexBytes(transactions.map((row) => row.fingerprint))},
        ${bytes(transactions.map((row) => row.leaf))}
      ) AS x (id, kind, reason_ref, occurred_at, subject_ref, corrects, hash, fingerprint, leaf)
      RETURNING id, seq, leaf_hash
    ), queued AS (
      INSERT INTO log_pending (seq, transaction_id, leaf_hash) SELECT seq, id, leaf_hash FROM added
    ), moved AS (
      INSERT INTO ledger_transfers
        (id, transaction_id, seq, position, debit_account_id, credit_account_id, asset_id, amount, hold_id)
      SELECT t.id, t.transaction_id, added.seq, t.position, t.debit_account_id, t.credit_account_id, t.asset_id, t.amount, t.hold_id
      FROM unnest(
        ${uuids(transfers.map((row) => row.id))},
        ${uuids(transfers.map((row) => row.transaction_id))},
        ${smallints(transfers.map((row) => row.position))},
        ${bigints(transfers.map((row) => row.debit_account_id))},
        ${bigints(transfers.map((row) => row.credit_account_id))},
        ${smallints(transfers.map((row) => row.asset_id))},
        ${bigints(transfers.map((row) => row.amount))},
        ${uuids(transfers.map((row) => row.hold_id))}
      ) AS t (id, transaction_id, position, debit_account_id, credit_account_id, asset_id, amount, hold_id)
      JOIN added ON added.id = t.transaction_id
    ), balances AS (
      UPDATE ledger_accounts a SET
        debits_posted = a.debits_posted + c.debits_posted,
        credits_posted = a.credits_posted + c.credits_posted,
        debits_pending = a.debits_pending + c.debits_pending,
        credits_pending = a.credits_pending + c.credits_pending,
        version = a.version + c.version
      FROM unnest(
        ${bigints(changes.map((change) => change.id))},
        ${bigints(changes.map((change) => change.debits_posted))},
        ${bigints(changes.map((change) => change.credits_posted))},
        ${bigints(changes.map((change) => change.debits_pending))},
        ${bigints(changes.map((change) => change.credits_pending))},
        ${bigints(changes.map((change) => change.version))}
      ) AS c (id, debits_posted, credits_posted, debits_pending, credits_pending, version)
      -- The second condition is implied, but without it the planner reads the whole table.
      WHERE a.id = c.id AND a.id = ANY(${bigints(changes.map((change) => change.id))})
    )
    SELECT id, seq::text FROM added
  `;
}
