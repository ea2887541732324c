import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { keyBehind } from "../review/links.ts";

/** The bytes behind a reviewer's link. */
export const reviewPicture = handle(verificationContract.operations.reviewPicture, async ({ sealed }, ctx) => {
  const key = keyBehind(sealed, ctx) ?? ctx.fail("link_invalid");
  const { objects } = ctx.backing;
  const found = (await objects.head(key)) ?? ctx.fail("media_not_found");
  return {
    content_type: found.content_type,
    headers: {
      "content-length": String(found.size_bytes),
      "content-disposition": "inline",
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=600",
      // Should a stored document ever be opened as a page, it can run nothing.
      "content-security-policy": "default-src 'none'; sandbox",
    },
    body: await objects.read(key),
  };
});
