import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { leaseEnd } from "../review/claim.ts";
import { presentReview } from "../review/present.ts";
import { policyStore } from "../review/store/policy.ts";
import { queueStore } from "../review/store/queue.ts";

/** Begins the lease anew. One that has lapsed cannot be extended. */
export const extendReview = handle(verificationContract.operations.extendReview, async ({ proof_id }, ctx) => {
  const reviewer_id = ctx.principal.playerId;
  const now = ctx.clock.now();
  return ctx.transaction(async (tx) => {
    const queue = queueStore(tx);
    const held = await queue.held(reviewer_id, now);
    if (held?.proof_id !== proof_id) return ctx.fail("review_not_held");
    const held_until = leaseEnd(now, await policyStore(tx).get());
    await queue.lease(held.id, reviewer_id, held_until);
    return presentReview({ ...held, held_until }, now);
  });
});
