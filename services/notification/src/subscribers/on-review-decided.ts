import { verificationContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { appealMessage } from "../rules/messages.ts";
import { notify } from "../workflows/notifications.ts";

/** Tells how an appeal ended. */
export const onReviewDecided = subscribe("on-review-decided", verificationContract.events.reviewDecided, async (review, ctx) => {
  const message = appealMessage(review);
  if (message !== undefined) await notify(ctx, review.player_id, [message]);
});
