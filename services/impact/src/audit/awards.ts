import { type AuditFinding, auditTable } from "@oneheart/kernel";
import { sql } from "kysely";

const PAGE_AWARDS = 1_000;

interface AwardRow {
  action_id: string;
  ledger_transaction_id: string | null;
  has_entry: boolean;
  is_split: boolean;
}

/** Each award that earned something is in the ledger, and its pools add up to its credits. */
export const auditAwards = auditTable<AwardRow>({
  check: "impact_awards",
  async total(db) {
    const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM impact_awards`.execute(db);
    return Number(rows[0]!.total);
  },
  async page(db, after) {
    const { rows } = await sql<AwardRow>`
      SELECT a.action_id, a.ledger_transaction_id, a.local_minor + a.national_minor + a.global_minor = a.credits_minor AS is_split,
        CASE WHEN a.ledger_transaction_id IS NULL THEN a.xp = 0 AND a.tokens = 0 AND a.credits_minor = 0
          ELSE x.id IS NOT NULL END AS has_entry
      FROM impact_awards a LEFT JOIN ledger_transactions x ON x.id = a.ledger_transaction_id AND x.kind = 'impact.award'
      WHERE ${after === undefined ? sql`true` : sql`a.action_id > ${after}::uuid`} ORDER BY a.action_id LIMIT ${PAGE_AWARDS}`.execute(db);
    return rows;
  },
  keyOf: (row) => row.action_id,
  findingsOf: ({ action_id, ledger_transaction_id, has_entry, is_split }): AuditFinding[] => {
    const ref = ledger_transaction_id === null ? `action ${action_id}` : `transaction ${ledger_transaction_id}`;
    return [
      has_entry ? [] : { code: "award_without_entry", ref, message: `the award of action ${action_id} is not in the ledger` },
      is_split ? [] : { code: "award_split_differs", ref, message: `the pools of action ${action_id} do not add up to its credits` },
    ].flat();
  },
});
