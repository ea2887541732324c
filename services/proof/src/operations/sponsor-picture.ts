import { proofContract } from "@oneheart/contracts";
import { sponsorInternal } from "@oneheart/contracts/internal";
import { handle, storedObject } from "@oneheart/kernel";
import { copyStore } from "../store/blurred-copies.ts";
import { consentStore } from "../store/consent.ts";

/**
 * A picture of a sponsor's gallery. Whether it may be seen, and by this sponsor, is asked each time, and no cache keeps it: its address
 * alone opens nothing.
 */
export const sponsorPicture = handle(proofContract.operations.sponsorPicture, async ({ copy_id }, ctx) => {
  const copy = await copyStore(ctx).get(copy_id);
  if (copy?.state !== "released" || copy.blurred_path === null) return ctx.fail("media_not_found");
  const [shown] = await consentStore(ctx).shown([copy.proof_id], "sponsor");
  if (shown === undefined) return ctx.fail("media_not_found");
  const { playerId, role } = ctx.principal;
  const asked = { action_id: shown.action_id, player_id: role === "sponsor" ? playerId : null };
  if (!(await ctx.call(sponsorInternal.operations.paidFor, asked)).paid) return ctx.fail("media_not_found");
  return (await storedObject(ctx.backing.objects, copy.blurred_path, "no-store")) ?? ctx.fail("media_not_found");
});
