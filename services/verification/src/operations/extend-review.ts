import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { leaseEnd } from "../review/claim.ts";
import { presenterFor } from "../review/presenter.ts";
import { policyStore } from "../review/store/policy.ts";
import { queueStore } from "../review/store/queue.ts";

/** Begins the lease anew. One that has lapsed cannot be extended. */
export const extendReview = handle(verificationContract.operations.extendReview, async ({ item_id }, ctx) => {
  const reviewer_id = ctx.principal.playerId;
  const present = await presenterFor(ctx);
  const now = ctx.clock.now();
  return ctx.transaction(async (tx) => {
    const queue = queueStore(tx);
    const held = await queue.held(reviewer_id, now);
    if (held?.item_id !== item_id) return ctx.fail("review_not_held");
    const held_until = leaseEnd(now, await policyStore(tx).get());
    await queue.lease(held.id, reviewer_id, held_until);
    return present({ ...held, held_until });
  });
});
