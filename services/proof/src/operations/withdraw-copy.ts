import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentCopy } from "../present.ts";
import { copyStore } from "../store/blurred-copies.ts";
import { deleteObject, maySeeTo, viewerOf } from "../workflows/blurred-copies.ts";

/** Shows a copy to nobody any more. From the commit on no link answers it; the sweep deletes its object where that fails here. */
export const withdrawCopy = handle(proofContract.operations.withdrawCopy, async ({ copy_id }, ctx) => {
  const { playerId, role } = ctx.principal;
  const withdrawn = await ctx.transaction(async (tx) => {
    const copies = copyStore(tx);
    const copy = await copies.lock(copy_id);
    const isStaff = role === "admin" || role === "reviewer";
    if (copy === undefined || !(copy.player_id === playerId || (isStaff && maySeeTo(copy, ctx)))) return ctx.fail("copy_not_found");
    if (copy.state !== "released") return ctx.fail("copy_not_released", { state: copy.state });
    await copies.withdraw({ id: copy_id, by: playerId, now: ctx.clock.now() });
    return copy;
  });
  await deleteObject(withdrawn, ctx).catch((error: unknown) => {
    ctx.log.warn({ err: error, copy_id }, "a withdrawn copy was not deleted; the sweep will");
  });
  return presentCopy((await copyStore(ctx).get(copy_id))!, viewerOf(ctx));
});
