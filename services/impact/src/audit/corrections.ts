import { type AuditFinding, auditTable, type Database } from "@oneheart/kernel";
import { sql } from "kysely";

const PAGE_ENTRIES = 1_000;
const kinds = sql`('impact.reversal', 'impact.reinstatement', 'impact.claim')`;

interface EntryRow {
  id: string;
  seq: string;
  is_known: boolean;
  corrects_award: boolean;
  /** XP, tokens, credits and the three pools, as text with slashes between. */
  kept: string;
  posted: string;
}

/** Each entry that corrects an award is kept beside it, names the award's entry, and moves what was kept. */
export const auditCorrections = auditTable<EntryRow>({
  check: "impact_corrections",
  async total(db) {
    const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM ledger_transactions WHERE kind IN ${kinds}`.execute(
      db,
    );
    return Number(rows[0]!.total);
  },
  page: readEntries,
  keyOf: (row) => row.seq,
  findingsOf({ id, is_known, corrects_award, kept, posted }): AuditFinding[] {
    const ref = `transaction ${id}`;
    if (!is_known) return [{ code: "correction_without_record", ref, message: "the ledger has it, the impact engine does not" }];
    return [
      kept === posted
        ? []
        : { code: "correction_differs", ref, message: `kept ${kept} (XP/HEART/CREDIT/local/national/global), posted ${posted}` },
      corrects_award ? [] : { code: "correction_names_another", ref, message: "it does not name the award that it corrects" },
    ].flat();
  },
});

/** What came to each account less what went from it. */
async function readEntries(db: Database, after = "0"): Promise<EntryRow[]> {
  const net = (kind: string, asset: string) => sql`
    coalesce(sum(CASE WHEN c.kind = ${kind} THEN t.amount WHEN d.kind = ${kind} THEN -t.amount END) FILTER (WHERE s.code = ${asset}), 0)`;
  const { rows } = await sql<EntryRow>`
    SELECT x.id, x.seq::text, k.id IS NOT NULL AS is_known, coalesce(x.corrects = a.ledger_transaction_id, false) AS corrects_award,
      concat_ws('/', k.xp, k.tokens, k.credits_minor, k.local_minor, k.national_minor, k.global_minor) AS kept, l.posted
    FROM (
      SELECT id, seq, corrects FROM ledger_transactions WHERE kind IN ${kinds} AND seq > ${after}::bigint ORDER BY seq LIMIT ${PAGE_ENTRIES}
    ) x
    LEFT JOIN impact_corrections k ON k.ledger_transaction_id = x.id
    LEFT JOIN impact_awards a ON a.action_id = k.action_id
    CROSS JOIN LATERAL (
      SELECT concat_ws('/', ${net("player", "XP")}, ${net("player", "HEART")}, ${net("player", "CREDIT")}, ${net("pool_local", "CREDIT")},
        ${net("pool_national", "CREDIT")}, ${net("pool_global", "CREDIT")}) AS posted
      FROM ledger_transfers t
      JOIN ledger_accounts d ON d.id = t.debit_account_id
      JOIN ledger_accounts c ON c.id = t.credit_account_id
      JOIN ledger_assets s ON s.id = t.asset_id
      WHERE t.seq = x.seq
    ) l
    ORDER BY x.seq`.execute(db);
  return rows;
}
