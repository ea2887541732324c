import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { changeRegions } from "../workflows/change-regions.ts";

/** Shows again what is no face. */
export const removeBlurRegion = handle(proofContract.operations.removeBlurRegion, ({ copy_id, region_id }, ctx) =>
  changeRegions(copy_id, ctx, async (regions) => {
    if (!(await regions.setRemoved(copy_id, region_id, true))) return ctx.fail("region_not_found");
    await regions.note({ copy_id, region_id, kind: "removed", by: ctx.principal.playerId, now: ctx.clock.now() });
  }),
);
