import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { signPickup } from "../handover/pickup.ts";
import { presentRedemption } from "../present.ts";
import { tokenState } from "../state.ts";
import { codeStore } from "../store/codes.ts";
import { deliveryStore } from "../store/deliveries.ts";
import { redemptionStore } from "../store/redemptions.ts";
import { openCode } from "../workflows/codes.ts";

/** A redemption. Code and QR are its owner's alone: administrators see everything else. */
export const getRedemption = handle(tokenContract.operations.getRedemption, async ({ id }, ctx) => {
  const redemption = (await redemptionStore(ctx).find(id)) ?? ctx.fail("redemption_not_found");
  const isOwner = redemption.player_id === ctx.principal.playerId;
  if (!isOwner && ctx.principal.role !== "admin") ctx.fail("redemption_not_found");
  const { reward_id, created_at, expires_at, status, fulfilment } = redemption;
  const sealed = isOwner && status === "fulfilled" ? await codeStore(ctx).shownTo(id) : undefined;
  const waits = isOwner && fulfilment === "pickup" && status === "held";
  const key = ctx.state(tokenState).pickup;
  const delivery = fulfilment === "webhook" ? await deliveryStore(ctx).find({ redemption_id: id, kind: "created" }) : undefined;
  return {
    ...presentRedemption(redemption),
    resolved_at: redemption.resolved_at?.toISOString() ?? null,
    reason: redemption.cancel_reason,
    code: sealed === undefined ? null : openCode(sealed, ctx),
    pickup: waits ? await signPickup(key, { redemption_id: id, reward_id, created_at, expires_at }) : null,
    delivery: delivery === undefined ? null : { ...delivery, delivered_at: delivery.delivered_at?.toISOString() ?? null },
  };
});
