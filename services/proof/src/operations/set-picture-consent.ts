import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { copyStore } from "../store/blurred-copies.ts";
import { consentStore } from "../store/consent.ts";
import { askForCopy, deleteObjects } from "../workflows/blurred-copies.ts";
import { askForBlurring } from "../workflows/open-copies.ts";
import { tellPictures } from "../workflows/pictures-changed.ts";

/**
 * Takes over to whom a proof's pictures may be shown. What nobody may see any more is deleted; what may be seen again is made anew, and
 * waits for a person to release it.
 */
export const setPictureConsent = handle(proofContract.operations.setPictureConsent, async ({ id, ...allowed }, ctx) => {
  const by = ctx.principal.playerId;
  const isAllowed = allowed.public || allowed.sponsor;
  const { withdrawn, again } = await ctx.transaction(async (tx) => {
    if (!(await consentStore(tx).set(id, by, allowed))) return ctx.fail("proof_not_found");
    const copies = copyStore(tx);
    const withdrawn = isAllowed ? [] : await copies.withdraw({ proof_id: id }, { by, now: ctx.clock.now() });
    const again = isAllowed ? await copies.takeUp(id, by) : [];
    await tellPictures(tx, [id]);
    return { withdrawn, again };
  });
  await deleteObjects(withdrawn, ctx);
  for (const copy of again) await askForCopy(copy, ctx);
  if (isAllowed) await askForBlurring([id], ctx, "allowed");
  return { verify: true, ...allowed };
});
