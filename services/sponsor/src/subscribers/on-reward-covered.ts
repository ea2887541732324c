import { impactInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { drawAwards } from "../workflows/draw-awards.ts";

/** What an award cost leaves escrow for the pools, and the rest of its reservation is free again. */
export const onRewardCovered = subscribeBatch("on-reward-covered", impactInternal.events.rewardCovered, {
  conflictKey: ({ quest_id }) => quest_id,
  run: (_, ctx) =>
    ctx.once((db, members) =>
      drawAwards(
        db,
        members.map(({ payload }) => payload),
        ctx,
      ),
    ),
});
