import { tokenInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { isAtOnce } from "../rules/offer.ts";
import { redemptionStore } from "../store/redemptions.ts";
import { fulfil } from "../workflows/redemption/fulfil.ts";

/** What nobody has to hand over is fulfilled at once. One that was resolved in the meantime stays as it is. */
export const onRewardRedeemed = subscribe("on-reward-redeemed", tokenInternal.events.rewardRedeemed, async (redeemed, ctx) => {
  const { redemption_id, fulfilment } = redeemed;
  if (fulfilment !== undefined && !isAtOnce(fulfilment)) return;
  await ctx.once(async (tx) => {
    const redemption = await redemptionStore(tx).lock(redemption_id);
    if (redemption?.status !== "held" || !isAtOnce(redemption.fulfilment)) return;
    await fulfil(tx, redemption, ctx);
  });
});
