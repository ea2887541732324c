import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";

/** The bytes behind a signed link of the embedded object store; the signature is the permission. */
export const media = handle(proofContract.operations.media, async ({ key, expires, signature }, ctx) => {
  const { objects } = ctx.backing;
  if (!objects.verifySignedPath(key, { expires, signature })) ctx.fail("link_invalid");
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
