import { verificationContract } from "@oneheart/contracts";
import { handle, storedObject } from "@oneheart/kernel";
import { reviewLinks } from "../review/links.ts";

/** The bytes behind a reviewer's link. */
export const reviewPicture = handle(verificationContract.operations.reviewPicture, async ({ sealed }, ctx) => {
  const key = reviewLinks.keyBehind(sealed, ctx) ?? ctx.fail("link_invalid");
  return (await storedObject(ctx.backing.objects, key)) ?? ctx.fail("media_not_found");
});
