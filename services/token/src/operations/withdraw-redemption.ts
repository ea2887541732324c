import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentRedemption } from "../present.ts";
import { waitsToBeCollected } from "../rules/offer.ts";
import { redemptionStore } from "../store/redemptions.ts";
import { cancel } from "../workflows/redemption/cancel.ts";

const reason = "withdrawn";

/** Takes one's own redemption back. What a partner's server was asked to hand over is no longer the player's to stop. */
export const withdrawRedemption = handle(tokenContract.operations.withdrawRedemption, async ({ id }, ctx) =>
  ctx.answer(async (tx) => {
    const redemption = await redemptionStore(tx).lock(id);
    if (redemption === undefined || redemption.player_id !== ctx.principal.playerId) return ctx.fail("redemption_not_found");
    if (redemption.status !== "held") ctx.fail("redemption_resolved", { status: redemption.status });
    if (!waitsToBeCollected(redemption.fulfilment)) ctx.fail("redemption_under_way");
    return presentRedemption(await cancel(tx, redemption, reason, ctx));
  }),
);
