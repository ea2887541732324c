import { type AuditFinding, auditTable, type Database } from "@oneheart/kernel";
import { sql } from "kysely";

const PAGE_TRANSACTIONS = 2_000;
/** An award is counted within seconds. After so long it was forgotten. */
const COUNTED_WITHIN = sql`interval '10 minutes'`;

interface Row {
  id: string;
  seq: string;
  kind: string;
  counted: string | null;
  recorded: string;
  is_due: boolean;
}

const kinds = sql`('impact.award', 'impact.reversal', 'impact.reinstatement')`;

/**
 * Each award, reversal and reinstatement in the ledger is counted once, and an award as what it was: its action, place and kind of work,
 * the time and the people of its leaf, and what it moved.
 */
export const auditEntries = auditTable<Row>({
  check: "figure_entries",
  async total(db) {
    const { rows } = await sql<{ total: string }>`
      SELECT count(*)::text AS total FROM ledger_transactions WHERE kind IN ${kinds}`.execute(db);
    return Number(rows[0]!.total);
  },
  page: readTransactions,
  keyOf: (row) => row.seq,
  findingsOf({ id, kind, counted, recorded, is_due }): AuditFinding[] {
    const ref = `transaction ${id}`;
    if (counted === null) return is_due ? [{ code: "entry_not_counted", ref, message: "the ledger has it, no figure counts it" }] : [];
    if (counted === recorded) return [];
    return [{ code: "entry_counted_otherwise", ref, message: `${kind} counted as ${counted}, recorded as ${recorded}` }];
  },
});

async function readTransactions(db: Database, after = "0"): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT x.id, x.seq::text, x.kind, x.occurred_at < now() - ${COUNTED_WITHIN} AS is_due,
      CASE WHEN e.position IS NULL THEN NULL WHEN x.kind = 'impact.award'
        THEN concat_ws('/', e.kind, e.action_id, e.zone_id, e.mission_id, e.mission_type, e.minutes, e.people, e.xp, e.tokens, e.credits_minor)
        ELSE concat_ws('/', e.kind, e.action_id) END AS counted,
      CASE WHEN x.kind = 'impact.award' THEN concat_ws('/', x.kind, x.detail->>'action_id', x.detail->>'zone_id', x.detail->>'mission_id',
          x.detail#>>'{facts,mission_type}', x.detail#>>'{facts,duration_minutes}', x.detail#>>'{facts,beneficiaries_count}',
          moved.xp, moved.tokens, moved.credits_minor)
        ELSE concat_ws('/', x.kind, x.detail->>'action_id') END AS recorded
    FROM (
      SELECT id, seq, kind, occurred_at, convert_from(leaf, 'UTF8')::jsonb->'detail' AS detail FROM ledger_transactions
      WHERE kind IN ${kinds} AND seq > ${after}::bigint ORDER BY seq LIMIT ${PAGE_TRANSACTIONS}
    ) x
    LEFT JOIN analytics_entries e ON e.ledger_id = x.id
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(t.amount) FILTER (WHERE s.code = 'XP'), 0) AS xp, coalesce(sum(t.amount) FILTER (WHERE s.code = 'HEART'), 0) AS tokens,
        coalesce(sum(t.amount) FILTER (WHERE s.code = 'CREDIT'), 0) AS credits_minor
      FROM ledger_transfers t JOIN ledger_accounts c ON c.id = t.credit_account_id AND c.kind = 'player' JOIN ledger_assets s ON s.id = t.asset_id
      WHERE t.seq = x.seq
    ) moved ORDER BY x.seq`.execute(db);
  return rows;
}
