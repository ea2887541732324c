import { type AuditFinding, auditTable, type Database } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";

const PAGE_TRANSFERS = 1_000;

interface TransferRow {
  key: string;
  id: string;
  is_kept: boolean;
  is_posted: boolean;
  is_same: boolean;
}

/** What both directions compare: one transfer of HEART between the two players, of the amount that is kept. */
const comparison = sql`
  t.id IS NOT NULL AS is_kept, x.id IS NOT NULL AS is_posted,
  coalesce((
    SELECT count(*) = 1 AND bool_and(l.amount = t.amount AND s.code = 'HEART'
      AND (d.owner_id = t.from_player_id::text OR d.owner_id LIKE 'erased:%')
      AND (c.owner_id = t.to_player_id::text OR c.owner_id LIKE 'erased:%'))
    FROM ledger_transfers l
    JOIN ledger_accounts d ON d.id = l.debit_account_id
    JOIN ledger_accounts c ON c.id = l.credit_account_id
    JOIN ledger_assets s ON s.id = l.asset_id
    WHERE l.seq = x.seq
  ), false) AS is_same`;

/** Each entry of kind `token.transfer` has its row here, which says the same. */
export const auditTransferEntries = auditTable<TransferRow>({
  check: "token_transfer_entries",
  total: (db) => count(db, sql`ledger_transactions WHERE kind = 'token.transfer'`),
  page: (db, after = "0") =>
    rowsOf(
      db,
      sql`
      SELECT x.seq::text AS key, x.id, ${comparison} FROM ledger_transactions x LEFT JOIN token_transfers t ON t.id = x.id
      WHERE x.kind = 'token.transfer' AND x.seq > ${after}::bigint ORDER BY x.seq LIMIT ${PAGE_TRANSFERS}`,
    ),
  keyOf: (row) => row.key,
  findingsOf: ({ id, is_kept, is_same }) => {
    if (!is_kept) return [finding("entry_without_transfer", id, "the ledger has it, the list of transfers does not")];
    return is_same ? [] : [finding("transfer_differs_from_entry", id, "players or amount are not those of the ledger")];
  },
});

/** Each row here is in the ledger; what they say is compared entry by entry. */
export const auditTransfers = auditTable<TransferRow>({
  check: "token_transfers",
  total: (db) => count(db, sql`token_transfers`),
  page: (db, after) =>
    rowsOf(
      db,
      sql`
      SELECT t.id AS key, t.id, ${comparison}
      FROM token_transfers t LEFT JOIN ledger_transactions x ON x.id = t.id AND x.kind = 'token.transfer'
      WHERE ${after === undefined ? sql`true` : sql`t.id > ${after}::uuid`} ORDER BY t.id LIMIT ${PAGE_TRANSFERS}`,
    ),
  keyOf: (row) => row.key,
  findingsOf: ({ id, is_posted }) => (is_posted ? [] : [finding("transfer_without_entry", id, "it is not in the ledger")]),
});

async function count(db: Database, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM ${from}`.execute(db);
  return Number(rows[0]!.total);
}

async function rowsOf(db: Database, query: RawBuilder<unknown>): Promise<TransferRow[]> {
  const { rows } = await sql<TransferRow>`${query}`.execute(db);
  return rows;
}

function finding(code: string, id: string, message: string): AuditFinding {
  return { code, ref: `transaction ${id}`, message };
}
