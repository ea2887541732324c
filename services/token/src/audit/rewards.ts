import { type AuditFinding, auditTable, type Database } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";

const PAGE = 1_000;

async function count(db: Database, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM ${from}`.execute(db);
  return Number(rows[0]!.total);
}

interface CodeRow {
  id: string;
  status: string;
  codes: number;
  shown: number;
}

const ofCodes = sql`redemptions WHERE fulfilment = 'codes'`;

/** Each redemption of a code has one, shown once it is fulfilled, as long as the tokens are not given back before that. */
export const auditCodes = auditTable<CodeRow>({
  check: "reward_codes",
  total: (db) => count(db, ofCodes),
  async page(db, after) {
    const { rows } = await sql<CodeRow>`
      SELECT r.id, r.status, count(c.id)::int AS codes, count(c.shown_at)::int AS shown
      FROM (
        SELECT id, status FROM ${ofCodes} AND ${after === undefined ? sql`true` : sql`id > ${after}::uuid`} ORDER BY id LIMIT ${PAGE}
      ) r LEFT JOIN reward_codes c ON c.redemption_id = r.id GROUP BY r.id, r.status ORDER BY r.id`.execute(db);
    return rows;
  },
  keyOf: (row) => row.id,
  findingsOf({ id, status, codes, shown }): AuditFinding[] {
    const isGiven = status === "fulfilled" || status === "refunded";
    const isRight = status === "held" ? codes === 1 && shown === 0 : isGiven ? shown === 1 : codes === 0;
    return isRight
      ? []
      : [{ code: "code_differs", ref: `redemption ${id}`, message: `it is ${status}, with ${codes} codes, ${shown} of them shown` }];
  },
});

interface StockRow {
  id: string;
  quantity: number;
  free: number;
}

/** The stock of a reward that gives codes out is how many of them nobody has. */
export const auditStockOfCodes = auditTable<StockRow>({
  check: "reward_stock",
  total: (db) => count(db, sql`rewards WHERE fulfilment = 'codes'`),
  async page(db, after) {
    const { rows } = await sql<StockRow>`
      SELECT r.id, r.quantity, (SELECT count(*)::int FROM reward_codes c WHERE c.reward_id = r.id AND c.redemption_id IS NULL) AS free
      FROM rewards r WHERE r.fulfilment = 'codes' AND ${after === undefined ? sql`true` : sql`r.id > ${after}::uuid`}
      ORDER BY r.id LIMIT ${PAGE}`.execute(db);
    return rows;
  },
  keyOf: (row) => row.id,
  findingsOf: ({ id, quantity, free }): AuditFinding[] =>
    quantity === free
      ? []
      : [{ code: "stock_differs", ref: `reward ${id}`, message: `${quantity} in stock, ${free} codes that nobody has` }],
});

interface RefundRow {
  id: string;
  seq: string;
  is_known: boolean;
  is_right: boolean;
}

/** Each entry that refunds a redemption is its redemption's, corrects the entry that burned the tokens, and gives back as many. */
export const auditRefunds = auditTable<RefundRow>({
  check: "redemption_refunds",
  total: (db) => count(db, sql`ledger_transactions WHERE kind = 'reward.refund'`),
  async page(db, after = "0") {
    const { rows } = await sql<RefundRow>`
      SELECT x.id, x.seq::text, r.id IS NOT NULL AS is_known, coalesce(x.corrects = e.transaction_id AND l.is_same, false) AS is_right
      FROM (
        SELECT id, seq, corrects FROM ledger_transactions WHERE kind = 'reward.refund' AND seq > ${after}::bigint ORDER BY seq LIMIT ${PAGE}
      ) x
      LEFT JOIN redemptions r ON r.refund_transaction_id = x.id
      LEFT JOIN ledger_hold_resolutions e ON e.hold_id = r.hold_id AND e.outcome = 'captured'
      CROSS JOIN LATERAL (
        SELECT count(*) = 1 AND bool_and(t.amount = r.price_tokens AND d.kind = 'burned' AND c.kind = 'player'
          AND (c.owner_id = r.player_id::text OR c.owner_id LIKE 'erased:%')) AS is_same
        FROM ledger_transfers t
        JOIN ledger_accounts d ON d.id = t.debit_account_id
        JOIN ledger_accounts c ON c.id = t.credit_account_id
        WHERE t.seq = x.seq
      ) l ORDER BY x.seq`.execute(db);
    return rows;
  },
  keyOf: (row) => row.seq,
  findingsOf({ id, is_known, is_right }): AuditFinding[] {
    const ref = `transaction ${id}`;
    if (!is_known) return [{ code: "refund_without_redemption", ref, message: "the ledger has it, no redemption does" }];
    return is_right ? [] : [{ code: "refund_differs", ref, message: "it does not give back what the redemption burned" }];
  },
});
