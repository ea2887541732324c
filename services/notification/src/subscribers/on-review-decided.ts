import { verificationInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { appealNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

/** Tells how an appeal ended. */
export const onReviewDecided = subscribe("on-review-decided", verificationInternal.events.reviewDecided, async (review, ctx) => {
  const notice = appealNotice(review);
  if (notice !== undefined) await notify(ctx, review.player_id, [notice]);
});
