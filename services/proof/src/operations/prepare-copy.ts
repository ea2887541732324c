import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { isAllowed } from "../rules/hidden.ts";
import { copyStore } from "../store/blurred-copies.ts";
import { askForCopy, detailNow, maySeeTo } from "../workflows/blurred-copies.ts";

/** Tries again what was blocked, for instance after the detector was installed, or makes again what staff withdrew. */
export const prepareCopy = handle(proofContract.operations.prepareCopy, async ({ copy_id }, ctx) => {
  const revision = await ctx.transaction(async (tx) => {
    const copies = copyStore(tx);
    const copy = await copies.lock(copy_id);
    if (!maySeeTo(copy, ctx)) return ctx.fail("copy_not_found");
    const { state, obstacle } = copy;
    if (state === "withdrawn" && copy.withdrawn_by === copy.player_id) return ctx.fail("copy_withdrawn_by_player");
    if (!isAllowed(copy)) return ctx.fail("consent_missing");
    // What cannot be decoded cannot be decoded the next time.
    if ((state !== "blocked" && state !== "withdrawn") || obstacle === "picture_unreadable") return ctx.fail("copy_fixed", { state });
    return copies.prepare(copy_id);
  });
  await askForCopy({ id: copy_id, revision }, ctx);
  return detailNow(copy_id, ctx);
});
