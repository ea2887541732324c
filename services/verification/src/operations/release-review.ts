import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { daysAfter } from "../review/rules/appeal.ts";
import { opinionStore } from "../review/store/opinion.ts";
import { policyStore } from "../review/store/policy.ts";
import { queueStore } from "../review/store/queue.ts";

/** Gives an item back, not so often that one could choose by it. A known case was for this reviewer only, so it ends. */
export const releaseReview = handle(verificationContract.operations.releaseReview, async ({ item_id }, ctx) => {
  const reviewer_id = ctx.principal.playerId;
  const created_at = ctx.clock.now();
  return ctx.transaction(async (tx) => {
    const [queue, opinions] = [queueStore(tx), opinionStore(tx)];
    const held = await queue.held(reviewer_id, created_at);
    if (held?.item_id !== item_id) return ctx.fail("review_not_held");
    const { releases_per_day } = await policyStore(tx).get();
    if ((await opinions.releasesSince(reviewer_id, daysAfter(created_at, -1))) >= releases_per_day)
      ctx.fail("too_many_releases", { max: releases_per_day });
    await (held.purpose === "known" ? queue.close(held.id, created_at) : queue.release(held.id));
    await opinions.recuse({ proof_id: held.proof_id, reviewer_id, reason: "released", created_at });
    return {};
  });
});
