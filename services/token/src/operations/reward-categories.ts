import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { rewardStore } from "../store/rewards.ts";

/** The categories of what is on offer. */
export const rewardCategories = handle(tokenContract.operations.rewardCategories, async (_, ctx) => ({
  items: await rewardStore(ctx).categories(ctx.clock.now()),
}));
