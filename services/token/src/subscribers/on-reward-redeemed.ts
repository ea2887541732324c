import { tokenInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { isDigital } from "../rules/categories.ts";
import { tokenStore } from "../store/tokens.ts";
import { fulfil } from "../workflows/redemption/fulfil.ts";

/** Digital rewards need nobody to hand them over. One that was resolved in the meantime stays as it is. */
export const onRewardRedeemed = subscribe("on-reward-redeemed", tokenInternal.events.rewardRedeemed, async (redeemed, ctx) => {
  const { redemption_id, category } = redeemed;
  if (category !== undefined && !isDigital(category)) return;
  await ctx.once(async (tx) => {
    const redemption = await tokenStore(tx).lockRedemption(redemption_id);
    if (redemption?.status !== "held" || !isDigital(redemption.category)) return;
    await fulfil(tx, redemption, ctx);
  });
});
