import type { Operation } from "@oneheart/contracts";
import { type Database, declaredError, type Principal } from "@oneheart/kernel";
import { campaignStore } from "../store/campaigns.ts";
import { organisationStore } from "../store/organisations.ts";
import { campaignsFor, organisationFor } from "./panel-scope.ts";

interface Question {
  organisation_id?: string;
  currency?: string;
  campaign_id?: string;
  from?: string;
  to?: string;
}

/** Whose campaigns are asked about: all of one currency, which is that of the newest one unless it is said. */
export async function questionFor(operation: Operation, ctx: { principal: Principal; db: Database }, question: Question) {
  const { organisation_id: asked, currency: wanted, campaign_id, from, to } = question;
  if (from !== undefined && to !== undefined && from > to) throw declaredError(operation, "days_reversed");
  const organisation_id = await organisationFor(operation, ctx, asked);
  const all = await campaignsFor(operation, ctx, organisation_id, campaign_id);
  const currencies = [...new Set(all.map((campaign) => campaign.currency))];
  const currency = wanted ?? currencies[0] ?? (await campaignStore(ctx).currencies())[0]!;
  if (wanted !== undefined && !currencies.includes(wanted)) throw declaredError(operation, "currency_unknown", { known: currencies });
  const organisation_name = await organisationStore(ctx).nameOf(organisation_id);
  const campaigns = all.filter((campaign) => campaign.currency === currency);
  return { who: { organisation_id, organisation_name, currency, currencies }, campaigns };
}
