import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { copyStore } from "../store/blurred-copies.ts";
import { detailOf, maySeeTo } from "../workflows/blurred-copies.ts";

/** One copy, beside what it was made from. */
export const getBlurredCopy = handle(proofContract.operations.getBlurredCopy, async ({ copy_id }, ctx) => {
  const copy = await copyStore(ctx).get(copy_id);
  return maySeeTo(copy, ctx) ? detailOf(copy, ctx) : ctx.fail("copy_not_found");
});
