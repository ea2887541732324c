import { schedule } from "@oneheart/kernel";
import { leafHash } from "@oneheart/ledger";
import { groupsOf, orderOf, startOf } from "../rules/start-order.ts";
import { campaignStore } from "../store/campaigns.ts";
import { startStore } from "../store/starts.ts";

/** Draws the order in which the zones of campaigns start, as soon as the leaf that decides it is in the log. */
export const drawStarts = schedule("draw-starts", "* * * * *", async (ctx) => {
  for (const { id, draw_leaf } of await startStore(ctx).undrawn()) {
    const leaf_hash = await leafHash(ctx.db, draw_leaf);
    if (leaf_hash === undefined) continue;
    const { zone_ids, staggered_start, starts_at } = (await campaignStore(ctx).find(id))!;
    const order = orderOf(leaf_hash, id, zone_ids);
    const groups = groupsOf(order, staggered_start!.groups);
    const zones = order.map((zone_id, index) => {
      const group = groups[index]!;
      return { zone_id, group, starts_at: startOf(group, staggered_start!, starts_at) };
    });
    await startStore(ctx).record(id, { leaf_hash, drawn_at: ctx.clock.now(), zones });
  }
});
