import { tokenContract } from "@oneheart/contracts";
import { playerInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentRedemption } from "../present.ts";
import { redemptionStore } from "../store/redemptions.ts";
import { refund } from "../workflows/redemption/refund.ts";

/** Gives the tokens of a reward that was handed over back. */
export const refundRedemption = handle(tokenContract.operations.refundRedemption, async ({ id, reason, restock }, ctx) => {
  const { player_id } = (await redemptionStore(ctx).find(id)) ?? ctx.fail("redemption_not_found");
  const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: [player_id] });
  if (items.some(({ erased }) => erased)) ctx.fail("account_closed");
  return ctx.answer(async (tx) => {
    const redemption = (await redemptionStore(tx).lock(id)) ?? ctx.fail("redemption_not_found");
    if (redemption.status !== "fulfilled") ctx.fail("redemption_not_fulfilled", { status: redemption.status });
    if (restock && redemption.fulfilment === "codes") ctx.fail("code_was_shown");
    return presentRedemption(await refund(tx, redemption, { reason, restock }, ctx));
  });
});
