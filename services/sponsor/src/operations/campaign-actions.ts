import { sponsorContract, WHOLE_PARTS } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { claimStore } from "../store/claims.ts";
import { campaignFor } from "../workflows/access.ts";

const operation = sponsorContract.operations.campaignActions;

/** What a campaign paid for, down to the entries of the ledger. */
export const campaignActions = handle(operation, async ({ id, cursor, limit, zone_id, from, to }, ctx) => {
  const campaign = await campaignFor(operation, ctx, id);
  const asked = { campaign_id: campaign.id, zone_id, from, to, before: decodeIdCursor(cursor), limit: limit + 1 };
  const page = pageFrom(await claimStore(ctx).actions(asked), limit, (row) => [row.id]);
  const items = page.rows.map(({ id: _, tokens, amount_minor, award_id, draw_id, recorded_at, ...row }) => ({
    ...row,
    of_parts: WHOLE_PARTS,
    tokens: Number(tokens),
    amount_minor: Number(amount_minor),
    ledger_id: award_id,
    draw_ledger_id: draw_id,
    recorded_at: recorded_at.toISOString(),
  }));
  return { items, next_cursor: page.next_cursor };
});
