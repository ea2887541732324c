import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { campaignFor, whoPays } from "../workflows/access.ts";
import { give } from "../workflows/give.ts";

const operation = sponsorContract.operations.contribute;

/** The organisation's own money for its campaign; also how it is topped up. */
export const contribute = handle(operation, async ({ id, amount_minor, method }, ctx) => {
  const campaign = await campaignFor(operation, ctx, id, whoPays);
  return ctx.answer((tx) => give(operation, ctx, tx, { campaign_id: campaign.id, amount_minor, method, source: "organisation" }));
});
