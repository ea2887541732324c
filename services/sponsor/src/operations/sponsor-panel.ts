import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { campaignStore } from "../store/campaigns.ts";
import { organisationStore } from "../store/organisations.ts";
import { panelOf } from "../workflows/panel.ts";
import { campaignsFor, organisationFor } from "../workflows/panel-scope.ts";

const operation = sponsorContract.operations.sponsorPanel;

/** What an organisation's money did. Money of two currencies is never added up: the panel is of one of them. */
export const sponsorPanel = handle(operation, async ({ organisation_id: asked, currency: wanted, ...range }, ctx) => {
  const { from, to } = range;
  if (from !== undefined && to !== undefined && from > to) ctx.fail("days_reversed");
  const organisation_id = await organisationFor(operation, ctx, asked);
  const all = await campaignsFor(operation, ctx, organisation_id, range.campaign_id);
  const currencies = [...new Set(all.map((campaign) => campaign.currency))];
  const currency = wanted ?? currencies[0] ?? (await campaignStore(ctx).currencies())[0]!;
  if (wanted !== undefined && !currencies.includes(wanted)) ctx.fail("currency_unknown", { known: currencies });
  const campaigns = all.filter((campaign) => campaign.currency === currency);
  const organisation_name = await organisationStore(ctx).nameOf(organisation_id);
  return {
    organisation_id,
    organisation_name,
    currency,
    currencies,
    ...(await panelOf(ctx, { organisation_id, currency, ...range, campaigns })),
  };
});
