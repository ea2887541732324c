import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { startStore } from "../store/starts.ts";
import { campaignFor } from "../workflows/access.ts";

const operation = sponsorContract.operations.startOrder;

/** In which order zones start, and from what anyone can repeat the draw. */
export const startOrder = handle(operation, async ({ id }, ctx) => {
  const { staggered_start, draw_leaf } = await campaignFor(operation, ctx, id);
  if (staggered_start === null) return ctx.fail("start_not_random");
  const draw = await startStore(ctx).find(id);
  return {
    campaign_id: id.toLowerCase(),
    ...staggered_start,
    leaf_index: draw_leaf!,
    leaf_hash: draw?.leaf_hash ?? null,
    drawn_at: draw?.drawn_at.toISOString() ?? null,
    zones: (draw?.zones ?? []).map((zone) => ({ ...zone, starts_at: zone.starts_at.toISOString() })),
  };
});
