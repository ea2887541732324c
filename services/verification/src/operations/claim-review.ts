import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { claimNext } from "../review/claim.ts";
import { presenterFor } from "../review/presenter.ts";
import { drawSecret } from "../review/secret.ts";

/** Puts the next item into the caller's hands: never one's own, nor one that one witnessed, decided or gave back before. */
export const claimReview = handle(verificationContract.operations.claimReview, async (_, ctx) => {
  const present = await presenterFor(ctx);
  const now = ctx.clock.now();
  const secret = drawSecret(ctx);
  const item = await ctx.transaction((tx) => claimNext(tx, ctx.principal.playerId, now, secret));
  return { review: item === undefined ? null : present(item) };
});
