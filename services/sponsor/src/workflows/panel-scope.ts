import type { Operation } from "@oneheart/contracts";
import { type Database, declaredError, type Principal } from "@oneheart/kernel";
import { type CampaignRow, campaignStore } from "../store/campaigns.ts";
import { organisationStore } from "../store/organisations.ts";
import type { Scope } from "../store/panel.ts";
import { anyMember, requireRole, viewOf } from "./access.ts";

interface Caller {
  principal: Principal;
  db: Database;
}

/** The organisation that is asked for, or the caller's newest one. */
export async function organisationFor(operation: Operation, ctx: Caller, asked: string | undefined): Promise<string> {
  if (asked !== undefined) {
    await requireRole(operation, ctx, asked, { needs: anyMember, hidden: "organisation_not_found" });
    return asked.toLowerCase();
  }
  const [newest] = await organisationStore(ctx).list({ player_id: viewOf(ctx.principal), before: undefined, limit: 1 });
  if (newest === undefined) throw declaredError(operation, "organisation_not_found");
  return newest.id;
}

/** The campaigns of an organisation, newest first; only one where it is asked for. */
export async function campaignsFor(operation: Operation, ctx: Caller, organisation_id: string, campaign_id: string | undefined) {
  const campaigns = await campaignStore(ctx).ofOrganisation(organisation_id);
  if (campaign_id === undefined) return campaigns;
  const one = campaigns.find(({ id }) => id === campaign_id.toLowerCase());
  if (one === undefined) throw declaredError(operation, "campaign_not_found");
  return [one];
}

interface Counted {
  organisation_id: string;
  currency: string;
  campaign_id?: string;
  zone_id?: string;
  from?: string;
  to?: string;
}

/** Which entries a figure counts, for somebody who may see them. */
export async function scopeFor(operation: Operation, ctx: Caller, counted: Counted): Promise<Scope & { campaigns: CampaignRow[] }> {
  const { organisation_id, currency, campaign_id, zone_id, from, to } = counted;
  await organisationFor(operation, ctx, organisation_id);
  const all = await campaignsFor(operation, ctx, organisation_id, campaign_id);
  const campaigns = all.filter((campaign) => campaign.currency === currency);
  return { campaigns, campaign_ids: campaigns.map(({ id }) => id), zone_id, from, to };
}
