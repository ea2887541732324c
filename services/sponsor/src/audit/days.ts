import { type AuditFinding, auditTable } from "@oneheart/kernel";
import { sql } from "kysely";
import { countCampaigns } from "./campaigns.ts";

const PAGE_CAMPAIGNS = 500;

interface DaysRow {
  campaign_id: string;
  differ: number;
}

/** The sums by campaign, zone and day, which every figure is read from, are what the actions come to. */
export const auditCampaignDays = auditTable<DaysRow>({
  check: "campaign_days",
  total: countCampaigns,
  async page(db, after) {
    const { rows } = await sql<DaysRow>`
      WITH c AS (
        SELECT id FROM sponsor_campaigns WHERE ${after === undefined ? sql`true` : sql`id > ${after}::uuid`} ORDER BY id LIMIT ${PAGE_CAMPAIGNS}
      ), moved AS (
        SELECT a.campaign_id, a.zone_id, a.day, 1 AS by, a.parts, a.people_reached, a.tokens, a.amount_minor
        FROM campaign_actions a JOIN c ON c.id = a.campaign_id
        UNION ALL
        SELECT a.campaign_id, a.zone_id, a.day, CASE k.kind WHEN 'reversal' THEN -1 ELSE 1 END, a.parts, a.people_reached, k.tokens, k.amount_minor
        FROM campaign_corrections k JOIN c ON c.id = k.campaign_id
        JOIN campaign_actions a ON a.action_id = k.action_id AND a.campaign_id = k.campaign_id
      ), recounted AS (
        SELECT campaign_id, zone_id, day, count(*) AS entries, sum(by)::bigint AS actions, sum(by * parts)::bigint AS action_parts,
          sum(by * parts::bigint * people_reached)::bigint AS people_parts, sum(tokens)::bigint AS tokens, sum(amount_minor)::bigint AS spent_minor
        FROM moved GROUP BY campaign_id, zone_id, day
      )
      SELECT c.id AS campaign_id, (
        SELECT count(*)::int FROM (SELECT * FROM campaign_days d WHERE d.campaign_id = c.id) d
        FULL JOIN (SELECT * FROM recounted r WHERE r.campaign_id = c.id) r USING (campaign_id, zone_id, day)
        WHERE (d.entries, d.actions, d.action_parts, d.people_parts, d.tokens, d.spent_minor)
          IS DISTINCT FROM (r.entries, r.actions, r.action_parts, r.people_parts, r.tokens, r.spent_minor)
      ) AS differ FROM c ORDER BY c.id`.execute(db);
    return rows;
  },
  keyOf: (row) => row.campaign_id,
  findingsOf: ({ campaign_id, differ }): AuditFinding[] =>
    differ === 0
      ? []
      : [
          {
            code: "campaign_days_differ",
            ref: `campaign ${campaign_id}`,
            message: `${differ} of its days are not what its actions come to`,
          },
        ],
});
