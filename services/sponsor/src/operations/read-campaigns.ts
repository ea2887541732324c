import { sponsorInternal } from "@oneheart/contracts/internal";
import { handle, inOrder } from "@oneheart/kernel";
import { presentCampaign } from "../present.ts";
import { campaignStore } from "../store/campaigns.ts";
import { viewOf } from "../workflows/access.ts";

/** Many campaigns, for their organisations and the programme. */
export const readCampaigns = handle(sponsorInternal.operations.readCampaigns, async ({ ids }, ctx) => {
  const rows = await campaignStore(ctx).findAll(ids, viewOf(ctx.principal));
  return { items: inOrder(ids, rows.map(presentCampaign), ({ id }) => id) };
});
