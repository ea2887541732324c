import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { liesIn, regionsMax } from "../rules/regions.ts";
import { changeRegions } from "../workflows/change-regions.ts";

/** Blurs what the detector missed. */
export const addBlurRegion = handle(proofContract.operations.addBlurRegion, async ({ copy_id, ...region }, ctx) => {
  const region_id = ctx.newId();
  return changeRegions(copy_id, ctx, async (regions, copy) => {
    if (!liesIn(region, copy)) return ctx.fail("region_outside");
    if ((await regions.of(copy_id)).length >= regionsMax) return ctx.fail("too_many_regions");
    const { left: left_px, top: top_px, width: width_px, height: height_px } = region;
    await regions.add(copy_id, { id: region_id, left_px, top_px, width_px, height_px });
    await regions.note({ copy_id, region_id, kind: "added", by: ctx.principal.playerId, now: ctx.clock.now() });
  });
});
