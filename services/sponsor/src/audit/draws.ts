import { type AuditFinding, auditTable } from "@oneheart/kernel";
import { sql } from "kysely";

const PAGE_ENTRIES = 1_000;

interface EntryRow {
  seq: string;
  id: string;
  posted: string;
  kept: string;
  parts_agree: boolean;
}

/** Each entry that moved a sponsor's money for an action moved what is kept of it, and the award's leaf names the same parts. */
export const auditDraws = auditTable<EntryRow>({
  check: "sponsor_draws",
  async total(db) {
    const { rows } = await sql<{
      total: string;
    }>`SELECT count(*)::text AS total FROM ledger_transactions WHERE kind = 'sponsor.draw'`.execute(db);
    return Number(rows[0]!.total);
  },
  async page(db, after = "0") {
    const { rows } = await sql<EntryRow>`
      SELECT x.seq::text, x.id,
        (SELECT coalesce(string_agg(concat_ws(' ', t.owner_id, t.sum), ', ' ORDER BY t.owner_id), '') FROM (
          SELECT d.owner_id, sum(l.amount) AS sum FROM ledger_transfers l JOIN ledger_accounts d ON d.id = l.debit_account_id
          WHERE l.seq = x.seq GROUP BY d.owner_id) t) AS posted,
        (SELECT coalesce(string_agg(concat_ws(' ', a.campaign_id, a.amount_minor), ', ' ORDER BY a.campaign_id::text), '')
          FROM campaign_actions a WHERE a.draw_id = x.id AND a.amount_minor > 0) AS kept,
        NOT EXISTS (
          SELECT FROM campaign_actions a JOIN ledger_transactions w ON w.id = a.award_id WHERE a.draw_id = x.id AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(convert_from(w.leaf, 'UTF8')::jsonb #> '{detail,attribution,shares}') s
            WHERE s->>'campaign_id' = a.campaign_id::text AND (s->>'parts')::int = a.parts)
        ) AS parts_agree
      FROM (
        SELECT id, seq FROM ledger_transactions WHERE kind = 'sponsor.draw' AND seq > ${after}::bigint ORDER BY seq LIMIT ${PAGE_ENTRIES}
      ) x ORDER BY x.seq`.execute(db);
    return rows;
  },
  keyOf: (row) => row.seq,
  findingsOf({ id, posted, kept, parts_agree }): AuditFinding[] {
    const ref = `transaction ${id}`;
    return [
      posted === kept ? [] : { code: "draw_differs", ref, message: `posted ${posted} (campaign, minor units), kept ${kept}` },
      parts_agree ? [] : { code: "attribution_differs", ref, message: "the award's leaf names other parts" },
    ].flat();
  },
});
