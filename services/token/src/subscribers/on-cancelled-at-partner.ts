import { tokenInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { redemptionStore } from "../store/redemptions.ts";
import { deliverCancelled } from "../workflows/deliver.ts";

/** Tells a partner's server that what it was asked to hand over is not wanted any more. */
export const onCancelledAtPartner = subscribe("on-cancelled-at-partner", tokenInternal.events.redemptionCancelled, async (event, ctx) => {
  if (event.fulfilment !== "webhook") return;
  const redemption = await redemptionStore(ctx).find(event.redemption_id);
  if (redemption !== undefined) await deliverCancelled(redemption, ctx);
});
