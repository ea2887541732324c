import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { isAllowed } from "../rules/hidden.ts";
import { copyStore } from "../store/blurred-copies.ts";
import { detailNow, maySeeTo } from "../workflows/blurred-copies.ts";
import { tellPictures } from "../workflows/pictures-changed.ts";

/** Lets a copy be seen by those whom its player allows; what was looked at is what they see. */
export const releaseCopy = handle(proofContract.operations.releaseCopy, async ({ copy_id, revision_seen }, ctx) => {
  await ctx.transaction(async (tx) => {
    const copies = copyStore(tx);
    const copy = await copies.lock(copy_id);
    if (!maySeeTo(copy, ctx)) return ctx.fail("copy_not_found");
    if (copy.proof_status !== "verified") return ctx.fail("proof_not_verified");
    if (!isAllowed(copy)) return ctx.fail("consent_missing");
    if (copy.revision !== revision_seen) return ctx.fail("copy_changed", { revision: copy.revision });
    if (copy.state !== "ready") return ctx.fail("copy_not_ready", { state: copy.state });
    await copies.release({ id: copy_id, by: ctx.principal.playerId, now: ctx.clock.now() });
    await tellPictures(tx, [copy.proof_id]);
  });
  return detailNow(copy_id, ctx);
});
