import { type AuditFinding, auditTable } from "@oneheart/kernel";
import { sql } from "kysely";
import { countCampaigns } from "./campaigns.ts";

const PAGE_CAMPAIGNS = 500;

interface FundsRow {
  campaign_id: string;
  kept: string;
  recounted: string;
}

const escrow = (owner: ReturnType<typeof sql>) => sql`coalesce((
  SELECT e.credits_posted - e.debits_posted FROM ledger_accounts e JOIN ledger_assets s ON s.id = e.asset_id
  WHERE e.kind = 'escrow' AND e.owner_id = ${owner} AND s.code = c.currency), 0)`;

/**
 * What is kept of each campaign's money is what the ledger's escrow holds, and what contributions, refunds, reservations and draws come to.
 */
export const auditFunds = auditTable<FundsRow>({
  check: "sponsor_funds",
  total: countCampaigns,
  async page(db, after) {
    const { rows } = await sql<FundsRow>`
      SELECT c.id AS campaign_id,
        concat_ws('/', f.funded_minor - f.spent_minor - f.refunded_minor, f.match_minor, f.funded_minor, f.reserved_minor, f.spent_minor,
          f.matched_minor, f.actions) AS kept,
        concat_ws('/', ${escrow(sql`c.id::text`)}, ${escrow(sql`'match:' || c.id`)},
          (SELECT coalesce(sum(CASE WHEN g.source = 'supporter' OR c.matching IS NULL THEN g.amount_minor ELSE 0 END + g.matched_minor), 0)
            FROM sponsor_contributions g WHERE g.campaign_id = c.id AND g.status = 'paid'),
          (SELECT coalesce(sum(s.amount_minor), 0) FROM reservation_shares s JOIN reward_reservations r USING (quest_id)
            WHERE s.campaign_id = c.id AND r.state IN ('reserved', 'held')),
          drawn.spent + corrected.spent,
          (SELECT coalesce(sum(g.matched_minor), 0) FROM sponsor_contributions g WHERE g.campaign_id = c.id),
          drawn.actions + corrected.actions) AS recounted
      FROM sponsor_campaigns c JOIN sponsor_funds f ON f.campaign_id = c.id
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(a.amount_minor), 0) AS spent, count(*) AS actions FROM campaign_actions a WHERE a.campaign_id = c.id) drawn
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(k.amount_minor), 0) AS spent, coalesce(sum(CASE k.kind WHEN 'reversal' THEN -1 ELSE 1 END), 0) AS actions
        FROM campaign_corrections k WHERE k.campaign_id = c.id) corrected
      WHERE ${after === undefined ? sql`true` : sql`c.id > ${after}::uuid`} ORDER BY c.id LIMIT ${PAGE_CAMPAIGNS}`.execute(db);
    return rows;
  },
  keyOf: (row) => row.campaign_id,
  findingsOf: ({ campaign_id, kept, recounted }): AuditFinding[] =>
    kept === recounted
      ? []
      : [
          {
            code: "funds_differ",
            ref: `campaign ${campaign_id}`,
            message: `${kept} (escrow/match/funded/reserved/spent/matched/actions) kept, ${recounted} recounted`,
          },
        ],
});
