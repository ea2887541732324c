import { type AuditFinding, auditTable, type Database } from "@oneheart/kernel";
import { sql } from "kysely";

const PAGE_REDEMPTIONS = 1_000;
const PAGE_HOLDS = 1_000;

interface RedemptionRow {
  id: string;
  hold_id: string;
  status: string;
  price_tokens: string;
  amount: string | null;
  is_players: boolean | null;
  outcome: string | null;
  captured: string | null;
}

/** Each redemption has its hold of the price on the player's tokens, open, captured whole or given back as its status says. */
export const auditRedemptions = auditTable<RedemptionRow>({
  check: "redemptions",
  async total(db) {
    const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM redemptions`.execute(db);
    return Number(rows[0]!.total);
  },
  async page(db, after) {
    const { rows } = await sql<RedemptionRow>`
      SELECT r.id, r.hold_id, r.status, r.price_tokens::text, h.amount::text, e.outcome, e.amount_captured::text AS captured,
        d.kind = 'player' AND (d.owner_id = r.player_id::text OR d.owner_id LIKE 'erased:%') AND c.kind = 'burned' AND s.code = 'HEART'
          AS is_players
      FROM (
        SELECT * FROM redemptions WHERE ${after === undefined ? sql`true` : sql`id > ${after}::uuid`} ORDER BY id LIMIT ${PAGE_REDEMPTIONS}
      ) r
      LEFT JOIN ledger_holds h ON h.id = r.hold_id
      LEFT JOIN ledger_hold_resolutions e ON e.hold_id = r.hold_id
      LEFT JOIN ledger_accounts d ON d.id = h.debit_account_id
      LEFT JOIN ledger_accounts c ON c.id = h.credit_account_id
      LEFT JOIN ledger_assets s ON s.id = h.asset_id
      ORDER BY r.id`.execute(db);
    return rows;
  },
  keyOf: (row) => row.id,
  findingsOf,
});

const outcomes: Record<string, readonly (string | null)[]> = {
  held: [null],
  fulfilled: ["captured"],
  refunded: ["captured"],
  cancelled: ["released", "expired"],
  expired: ["released", "expired"],
};

function findingsOf(row: RedemptionRow): AuditFinding[] {
  const ref = `redemption ${row.id}`;
  if (row.amount === null) return [{ code: "redemption_without_hold", ref, message: `hold ${row.hold_id} is not in the ledger` }];
  const differs = (message: string): AuditFinding => ({
    code: "redemption_differs_from_hold",
    ref,
    message: `hold ${row.hold_id}: ${message}`,
  });
  return [
    row.amount === row.price_tokens ? [] : differs(`reserves ${row.amount}, the price is ${row.price_tokens}`),
    row.is_players === true ? [] : differs("is not on the player's tokens"),
    outcomes[row.status]?.includes(row.outcome) === true ? [] : differs(`is ${row.outcome ?? "open"}, the redemption ${row.status}`),
    row.outcome !== "captured" || row.captured === row.amount ? [] : differs(`burned ${row.captured} of ${row.amount}`),
  ].flat();
}

interface HoldRow {
  id: string;
  seq: string;
  redemption_id: string | null;
}

/** Each entry that holds a price is a redemption's. */
export const auditRedemptionHolds = auditTable<HoldRow>({
  check: "redemption_holds",
  async total(db) {
    const { rows } = await sql<{ total: string }>`
      SELECT count(*)::text AS total FROM ledger_transactions WHERE kind = 'reward.hold'`.execute(db);
    return Number(rows[0]!.total);
  },
  page: readHolds,
  keyOf: (row) => row.seq,
  findingsOf: ({ id, redemption_id }): AuditFinding[] =>
    redemption_id === null ? [{ code: "hold_without_redemption", ref: `transaction ${id}`, message: "no redemption has its hold" }] : [],
});

async function readHolds(db: Database, after = "0"): Promise<HoldRow[]> {
  const { rows } = await sql<HoldRow>`
    SELECT x.id, x.seq::text, (
      SELECT r.id FROM ledger_holds h JOIN redemptions r ON r.hold_id = h.id AND x.reason_ref = 'redemption:' || r.id
      WHERE h.seq = x.seq LIMIT 1
    ) AS redemption_id
    FROM ledger_transactions x WHERE x.kind = 'reward.hold' AND x.seq > ${after}::bigint ORDER BY x.seq LIMIT ${PAGE_HOLDS}`.execute(db);
  return rows;
}
