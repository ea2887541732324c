import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentRedemption } from "../present.ts";
import { redemptionStore } from "../store/redemptions.ts";
import { cancel } from "../workflows/redemption/cancel.ts";

/** Gives held tokens and the stock back. */
export const cancelRedemption = handle(tokenContract.operations.cancelRedemption, async ({ id, reason }, ctx) =>
  ctx.answer(async (tx) => {
    const redemption = (await redemptionStore(tx).lock(id)) ?? ctx.fail("redemption_not_found");
    if (redemption.status !== "held") ctx.fail("redemption_resolved", { status: redemption.status });
    return presentRedemption(await cancel(tx, redemption, reason, ctx));
  }),
);
