import { tokenInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { redemptionStore } from "../store/redemptions.ts";
import { deliverCreated } from "../workflows/deliver.ts";

/** Has a partner's server hand over what is its to hand over. */
export const onRedeemedAtPartner = subscribe("on-redeemed-at-partner", tokenInternal.events.rewardRedeemed, async (event, ctx) => {
  if (event.fulfilment !== "webhook") return;
  const redemption = await redemptionStore(ctx).find(event.redemption_id);
  if (redemption?.status === "held") await deliverCreated(redemption, ctx);
});
