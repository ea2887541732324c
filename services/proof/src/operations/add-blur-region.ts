import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { liesIn, mayChange, regionsMax } from "../rules/regions.ts";
import { regionStore } from "../store/blur-regions.ts";
import { copyStore } from "../store/blurred-copies.ts";
import { askForCopy, detailNow, maySeeTo } from "../workflows/blurred-copies.ts";

/** Blurs what the detector missed. */
export const addBlurRegion = handle(proofContract.operations.addBlurRegion, async ({ copy_id, ...region }, ctx) => {
  const region_id = ctx.newId();
  const revision = await ctx.transaction(async (tx) => {
    const copies = copyStore(tx);
    const regions = regionStore(tx);
    const copy = await copies.lock(copy_id);
    if (!maySeeTo(copy, ctx)) return ctx.fail("copy_not_found");
    if (!mayChange(copy.state)) return ctx.fail("copy_fixed", { state: copy.state });
    if (!liesIn(region, copy)) return ctx.fail("region_outside");
    if ((await regions.of(copy_id)).length >= regionsMax) return ctx.fail("too_many_regions");
    const { left: left_px, top: top_px, width: width_px, height: height_px } = region;
    await regions.add(copy_id, { id: region_id, left_px, top_px, width_px, height_px });
    await regions.note({ copy_id, region_id, kind: "added", by: ctx.principal.playerId, now: ctx.clock.now() });
    return copies.prepare(copy_id);
  });
  await askForCopy({ id: copy_id, revision }, ctx);
  return detailNow(copy_id, ctx);
});
