import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { mayChange } from "../rules/regions.ts";
import { regionStore } from "../store/blur-regions.ts";
import { copyStore } from "../store/blurred-copies.ts";
import { askForCopy, detailNow, maySeeTo } from "../workflows/blurred-copies.ts";

/** Takes the last change of a copy's regions back; asked again, the one before it. */
export const undoRegionChange = handle(proofContract.operations.undoRegionChange, async ({ copy_id }, ctx) => {
  const revision = await ctx.transaction(async (tx) => {
    const copies = copyStore(tx);
    const regions = regionStore(tx);
    const copy = await copies.lock(copy_id);
    if (!maySeeTo(copy, ctx)) return ctx.fail("copy_not_found");
    if (!mayChange(copy.state)) return ctx.fail("copy_fixed", { state: copy.state });
    const last = (await regions.lastChange(copy_id)) ?? ctx.fail("nothing_to_undo");
    await regions.setRemoved(copy_id, last.region_id, last.kind === "added");
    await regions.markUndone(copy_id, last.change_no);
    return copies.prepare(copy_id);
  });
  await askForCopy({ id: copy_id, revision }, ctx);
  return detailNow(copy_id, ctx);
});
