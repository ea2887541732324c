import { sponsorInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { coverStore } from "../store/cover.ts";

/** Gives back at once what was reserved for a start that was refused. One that is known to have happened keeps it. */
export const releaseReward = handle(sponsorInternal.operations.releaseReward, async ({ quest_id }, ctx) => {
  await ctx.transaction((tx) => coverStore(tx).release([quest_id], ["reserved"]));
  return {};
});
