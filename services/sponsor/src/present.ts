import type { Output, sponsorContract } from "@oneheart/contracts";
import type { CampaignRow, FundsRow } from "./store/campaigns.ts";
import type { ContributionRow } from "./store/money.ts";
import type { OrganisationRow } from "./store/organisations.ts";

type Operations = typeof sponsorContract.operations;

export function presentOrganisation(row: OrganisationRow): Output<Operations["createOrganisation"]> {
  return { ...row, created_at: row.created_at.toISOString() };
}

/** What new quests can still be started with. */
export function freeOf(funds: FundsRow): bigint {
  return funds.funded_minor - funds.locked_minor - funds.reserved_minor - funds.spent_minor - funds.refunded_minor;
}

export function presentCampaign(row: CampaignRow): Output<Operations["getCampaign"]> {
  return {
    id: row.id,
    organisation_id: row.organisation_id,
    title: row.title,
    zone_ids: row.zone_ids,
    mission_ids: row.mission_ids,
    starts_at: row.starts_at.toISOString(),
    ends_at: row.ends_at.toISOString(),
    budget_minor: Number(row.budget_minor),
    currency: row.currency,
    rate: { tokens: Number(row.rate_tokens), minor: Number(row.rate_minor) },
    pools: { local_bps: row.local_bps, national_bps: row.national_bps, global_bps: row.global_bps },
    matching: row.matching,
    milestones: row.milestones,
    staggered_start: row.staggered_start,
    status: row.status,
    funds: {
      funded_minor: Number(row.funded_minor),
      locked_minor: Number(row.locked_minor),
      reserved_minor: Number(row.reserved_minor),
      spent_minor: Number(row.spent_minor),
      refunded_minor: Number(row.refunded_minor),
      free_minor: Number(freeOf(row)),
      match_minor: Number(row.match_minor),
    },
    created_at: row.created_at.toISOString(),
    version: row.version,
  };
}

export function presentContribution(row: ContributionRow, currency: string): Output<Operations["contribute"]> {
  return {
    id: row.id,
    campaign_id: row.campaign_id,
    source: row.source,
    amount_minor: Number(row.amount_minor),
    currency,
    method: row.method,
    status: row.status,
    reference: row.reference,
    matched_minor: Number(row.matched_minor),
    ledger_id: row.ledger_transaction_id,
    created_at: row.created_at.toISOString(),
    paid_at: row.paid_at?.toISOString() ?? null,
  };
}
