import { proofContract } from "@oneheart/contracts";
import { handle, storedObject } from "@oneheart/kernel";
import { copyStore } from "../store/blurred-copies.ts";
import { consentStore } from "../store/consent.ts";
import { sponsorLinks } from "../workflows/sponsor-links.ts";

/** A picture of a sponsor's gallery. Whether it may still be shown is asked each time, and no cache keeps it. */
export const sponsorPicture = handle(proofContract.operations.sponsorPicture, async ({ sealed }, ctx) => {
  const copy_id = sponsorLinks.keyBehind(sealed, ctx) ?? ctx.fail("link_invalid");
  const copy = await copyStore(ctx).get(copy_id);
  if (copy === undefined || copy.blurred_path === null) return ctx.fail("media_not_found");
  const shown = await consentStore(ctx).shownToSponsors([copy.proof_id]);
  if (!shown.some(({ picture_id }) => picture_id === copy.id)) return ctx.fail("media_not_found");
  return (await storedObject(ctx.backing.objects, copy.blurred_path, "no-store")) ?? ctx.fail("media_not_found");
});
