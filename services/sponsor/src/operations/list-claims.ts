import { sponsorContract, WHOLE_PARTS } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { claimStore } from "../store/claims.ts";

/** Every public claim. */
export const listClaims = handle(sponsorContract.operations.listClaims, async ({ cursor, limit, campaign_id }, ctx) => {
  const rows = await claimStore(ctx).list({ campaign_id, before: decodeIdCursor(cursor), limit: limit + 1 });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  const items = page.rows.map(({ parts, claimed_at, ...row }) => ({
    ...row,
    actions_claimed: Number(parts) / WHOLE_PARTS,
    claimed_at: claimed_at.toISOString(),
  }));
  return { items, next_cursor: page.next_cursor };
});
