import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentCopy } from "../present.ts";
import { copyStore } from "../store/blurred-copies.ts";
import { consentStore } from "../store/consent.ts";
import { deleteObjects, maySeeTo, viewerOf } from "../workflows/blurred-copies.ts";
import { tellPictures } from "../workflows/pictures-changed.ts";

/**
 * Shows a copy to nobody any more. From the commit on no link answers it; the sweep deletes its object where that fails here. When its
 * player does so, all pictures of that proof are meant, and consent ends.
 */
export const withdrawCopy = handle(proofContract.operations.withdrawCopy, async ({ copy_id }, ctx) => {
  const { playerId, role } = ctx.principal;
  const withdrawn = await ctx.transaction(async (tx) => {
    const copies = copyStore(tx);
    const copy = await copies.lock(copy_id);
    const isOwn = copy?.player_id === playerId;
    const isStaff = role === "admin" || role === "reviewer";
    if (copy === undefined || !(isOwn || (isStaff && maySeeTo(copy, ctx)))) return ctx.fail("copy_not_found");
    if (copy.state !== "released") return ctx.fail("copy_not_released", { state: copy.state });
    if (isOwn) await consentStore(tx).set(copy.proof_id, playerId, { public: false, sponsor: false });
    const gone = await copies.withdraw(isOwn ? { proof_id: copy.proof_id } : { id: copy_id }, { by: playerId, now: ctx.clock.now() });
    await tellPictures(tx, [copy.proof_id]);
    return gone;
  });
  await deleteObjects(withdrawn, ctx);
  return presentCopy((await copyStore(ctx).get(copy_id))!, viewerOf(ctx));
});
