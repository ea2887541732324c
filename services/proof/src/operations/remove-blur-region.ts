import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { mayChange } from "../rules/regions.ts";
import { regionStore } from "../store/blur-regions.ts";
import { copyStore } from "../store/blurred-copies.ts";
import { askForCopy, detailNow, maySeeTo } from "../workflows/blurred-copies.ts";

/** Shows again what is no face. */
export const removeBlurRegion = handle(proofContract.operations.removeBlurRegion, async ({ copy_id, region_id }, ctx) => {
  const revision = await ctx.transaction(async (tx) => {
    const copies = copyStore(tx);
    const regions = regionStore(tx);
    const copy = await copies.lock(copy_id);
    if (!maySeeTo(copy, ctx)) return ctx.fail("copy_not_found");
    if (!mayChange(copy.state)) return ctx.fail("copy_fixed", { state: copy.state });
    if (!(await regions.setRemoved(copy_id, region_id, true))) return ctx.fail("region_not_found");
    await regions.note({ copy_id, region_id, kind: "removed", by: ctx.principal.playerId, now: ctx.clock.now() });
    return copies.prepare(copy_id);
  });
  await askForCopy({ id: copy_id, revision }, ctx);
  return detailNow(copy_id, ctx);
});
