import { proofContract } from "@oneheart/contracts";
import { handle, storedObject } from "@oneheart/kernel";
import { copyStore } from "../store/blurred-copies.ts";

/** A released copy. Whether it still is one, and its player allows it, is asked each time, and no cache keeps it: withdrawn, it is gone at once. */
export const releasedPicture = handle(proofContract.operations.releasedPicture, async ({ copy_id }, ctx) => {
  const copy = await copyStore(ctx).get(copy_id);
  if (copy?.state !== "released" || !copy.consent_public || copy.proof_status !== "verified" || copy.blurred_path === null)
    return ctx.fail("media_not_found");
  return (await storedObject(ctx.backing.objects, copy.blurred_path, "no-store")) ?? ctx.fail("media_not_found");
});
