import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { opinionStore } from "../review/store/opinion.ts";
import { queueStore } from "../review/store/queue.ts";

/** Gives a proof back. A known case was for this reviewer only, so it ends. */
export const releaseReview = handle(verificationContract.operations.releaseReview, async ({ proof_id }, ctx) => {
  const reviewer_id = ctx.principal.playerId;
  const created_at = ctx.clock.now();
  return ctx.transaction(async (tx) => {
    const queue = queueStore(tx);
    const held = await queue.held(reviewer_id, created_at);
    if (held?.proof_id !== proof_id) return ctx.fail("review_not_held");
    await (held.purpose === "known" ? queue.close(held.id, created_at) : queue.release(held.id));
    await opinionStore(tx).recuse({ proof_id, reviewer_id, reason: "released", created_at });
    return {};
  });
});
