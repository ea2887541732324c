import { type AuditFinding, auditTable, type Database } from "@oneheart/kernel";
import { sql } from "kysely";

const PAGE_ENTRIES = 1_000;

interface EntryRow {
  id: string;
  seq: string;
  action_id: string | null;
  has_reason: boolean;
  has_owner: boolean;
  /** XP, tokens, credits and the three pools, as text with slashes between. */
  awarded: string;
  posted: string;
  /** Amounts that are no part of an award. */
  strange: string;
}

/** Each entry of kind `impact.award` has its award, and says of player, action, amounts and pools what the award says. */
export const auditEntries = auditTable<EntryRow>({
  check: "impact_entries",
  async total(db) {
    const { rows } = await sql<{ total: string }>`
      SELECT count(*)::text AS total FROM ledger_transactions WHERE kind = 'impact.award'`.execute(db);
    return Number(rows[0]!.total);
  },
  page: readEntries,
  keyOf: (row) => row.seq,
  findingsOf,
});

async function readEntries(db: Database, after = "0"): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    SELECT x.id, x.seq::text, a.action_id, x.reason_ref = 'action:' || a.action_id AS has_reason,
      coalesce(l.owner, a.player_id::text) IN (a.player_id::text, l.erased) AS has_owner,
      concat_ws('/', a.xp, a.tokens, a.credits_minor, a.local_minor, a.national_minor, a.global_minor) AS awarded,
      concat_ws('/', l.xp, l.heart, l.credit, l.pool_local, l.pool_national, l.pool_global) AS posted,
      (l.everything - l.xp - l.heart - l.credit - l.pool_local - l.pool_national - l.pool_global)::text AS strange
    FROM (
      SELECT id, seq, reason_ref FROM ledger_transactions WHERE kind = 'impact.award' AND seq > ${after}::bigint ORDER BY seq LIMIT ${PAGE_ENTRIES}
    ) x
    LEFT JOIN impact_awards a ON a.ledger_transaction_id = x.id
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(t.amount) FILTER (WHERE c.kind = 'player' AND s.code = 'XP'), 0) AS xp,
        coalesce(sum(t.amount) FILTER (WHERE c.kind = 'player' AND s.code = 'HEART'), 0) AS heart,
        coalesce(sum(t.amount) FILTER (WHERE c.kind = 'player' AND s.code = 'CREDIT'), 0) AS credit,
        coalesce(sum(t.amount) FILTER (WHERE c.kind = 'pool_local' AND s.code = 'CREDIT'), 0) AS pool_local,
        coalesce(sum(t.amount) FILTER (WHERE c.kind = 'pool_national' AND s.code = 'CREDIT'), 0) AS pool_national,
        coalesce(sum(t.amount) FILTER (WHERE c.kind = 'pool_global' AND s.code = 'CREDIT'), 0) AS pool_global,
        coalesce(sum(t.amount), 0) AS everything,
        CASE count(DISTINCT c.owner_id) FILTER (WHERE c.kind = 'player')
          WHEN 0 THEN NULL WHEN 1 THEN min(c.owner_id) FILTER (WHERE c.kind = 'player') ELSE 'several' END AS owner,
        min(c.owner_id) FILTER (WHERE c.owner_id LIKE 'erased:%') AS erased
      FROM ledger_transfers t
      JOIN ledger_accounts c ON c.id = t.credit_account_id
      JOIN ledger_assets s ON s.id = t.asset_id
      WHERE t.seq = x.seq
    ) l
    ORDER BY x.seq`.execute(db);
  return rows;
}

function findingsOf(row: EntryRow): AuditFinding[] {
  const ref = `transaction ${row.id}`;
  if (row.action_id === null) return [{ code: "entry_without_award", ref, message: "the ledger has it, the impact engine does not" }];
  const differs = (message: string): AuditFinding => ({ code: "award_differs_from_entry", ref, message });
  return [
    row.awarded === row.posted ? [] : differs(`awarded ${row.awarded} (XP/HEART/CREDIT/local/national/global), posted ${row.posted}`),
    row.strange === "0" ? [] : differs(`${row.strange} posted to accounts that are no part of an award`),
    row.has_owner ? [] : differs("it went to another player"),
    row.has_reason ? [] : differs(`it is not for action ${row.action_id}`),
  ].flat();
}
