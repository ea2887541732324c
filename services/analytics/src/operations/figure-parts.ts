import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { programmeFigures } from "../workflows/programme-figures.ts";

/** Coverage: what can be redeemed against what is there to redeem for. */
export const figureParts = handle(analyticsContract.operations.figureParts, async (_, ctx) => {
  const { tokens_redeemable, tokens_held } = await programmeFigures(ctx);
  return { part: tokens_redeemable, whole: tokens_held };
});
