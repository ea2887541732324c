import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { changeRegions } from "../workflows/change-regions.ts";

/** Takes the last change of a copy's regions back; asked again, the one before it. */
export const undoRegionChange = handle(proofContract.operations.undoRegionChange, ({ copy_id }, ctx) =>
  changeRegions(copy_id, ctx, async (regions) => {
    const last = (await regions.lastChange(copy_id)) ?? ctx.fail("nothing_to_undo");
    await regions.setRemoved(copy_id, last.region_id, last.kind === "added");
    await regions.markUndone(copy_id, last.change_no);
  }),
);
