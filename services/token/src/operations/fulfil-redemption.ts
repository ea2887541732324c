import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentRedemption } from "../present.ts";
import { redemptionStore } from "../store/redemptions.ts";
import { fulfil } from "../workflows/redemption/fulfil.ts";

/** The reward was handed over: burns the tokens held for it. */
export const fulfilRedemption = handle(tokenContract.operations.fulfilRedemption, async ({ id }, ctx) =>
  ctx.answer(async (tx) => {
    const redemption = (await redemptionStore(tx).lock(id)) ?? ctx.fail("redemption_not_found");
    if (redemption.status !== "held") ctx.fail("redemption_resolved", { status: redemption.status });
    return presentRedemption(await fulfil(tx, redemption, ctx));
  }),
);
