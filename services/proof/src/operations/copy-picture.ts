import { proofContract } from "@oneheart/contracts";
import { handle, storedObject } from "@oneheart/kernel";
import { copyLinks } from "../workflows/blurred-copies.ts";

/** The bytes behind a link of a copy. */
export const copyPicture = handle(proofContract.operations.copyPicture, async ({ sealed }, ctx) => {
  const key = copyLinks.keyBehind(sealed, ctx) ?? ctx.fail("link_invalid");
  return (await storedObject(ctx.backing.objects, key, "no-store")) ?? ctx.fail("media_not_found");
});
