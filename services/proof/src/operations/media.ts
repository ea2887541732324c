import { proofContract } from "@oneheart/contracts";
import { handle, storedObject } from "@oneheart/kernel";

/** The bytes behind a signed link of the embedded object store; the signature is the permission. */
export const media = handle(proofContract.operations.media, async ({ key, expires, signature }, ctx) => {
  if (!ctx.backing.objects.verifySignedPath(key, { expires, signature })) ctx.fail("link_invalid");
  return (await storedObject(ctx.backing.objects, key)) ?? ctx.fail("media_not_found");
});
