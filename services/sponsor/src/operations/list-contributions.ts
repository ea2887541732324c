import { sponsorContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentContribution } from "../present.ts";
import { moneyStore } from "../store/money.ts";
import { campaignFor } from "../workflows/access.ts";

const operation = sponsorContract.operations.listContributions;

/** What was given to a campaign, for its organisation. */
export const listContributions = handle(operation, async ({ id, cursor, limit }, ctx) => {
  const { id: campaign_id, currency } = await campaignFor(operation, ctx, id);
  const rows = await moneyStore(ctx).list(campaign_id, { before: decodeIdCursor(cursor), limit: limit + 1 });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  return { items: page.rows.map((row) => presentContribution(row, currency)), next_cursor: page.next_cursor };
});
