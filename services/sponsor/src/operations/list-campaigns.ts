import { sponsorContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentCampaign } from "../present.ts";
import { campaignStore } from "../store/campaigns.ts";
import { viewOf } from "../workflows/access.ts";

/** The campaigns of one's organisations. */
export const listCampaigns = handle(sponsorContract.operations.listCampaigns, async ({ cursor, limit, organisation_id }, ctx) => {
  const page_of = { player_id: viewOf(ctx.principal), organisation_id, before: decodeIdCursor(cursor), limit: limit + 1 };
  const page = pageFrom(await campaignStore(ctx).list(page_of), limit, (row) => [row.id]);
  return { items: page.rows.map(presentCampaign), next_cursor: page.next_cursor };
});
