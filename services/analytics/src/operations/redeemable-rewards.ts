import { analyticsContract } from "@oneheart/contracts";
import { tokenInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";

/** What is there to redeem tokens for. */
export const redeemableRewards = handle(analyticsContract.operations.redeemableRewards, async (page, ctx) => {
  const { items, next_cursor, tokens } = await ctx.call(tokenInternal.operations.offeredRewards, page);
  return { items: items.map((reward) => ({ ...reward, amount: reward.price_tokens * reward.quantity })), next_cursor, sum: tokens };
});
