import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { daysAfter } from "../review/rules/appeal.ts";
import { opinionStore } from "../review/store/opinion.ts";
import { policyStore } from "../review/store/policy.ts";

/** What a reviewer may know of their own work. */
export const ownReviews = handle(verificationContract.operations.ownReviews, async (_, ctx) => {
  const reviewer_id = ctx.principal.playerId;
  const dayAgo = daysAfter(ctx.clock.now(), -1);
  const store = opinionStore(ctx);
  const [{ decisions, recent }, released, { releases_per_day }] = await Promise.all([
    store.decisionsOf(reviewer_id, dayAgo),
    store.releasesSince(reviewer_id, dayAgo),
    policyStore(ctx).get(),
  ]);
  return { decisions, decisions_of_day: recent, releases_left: Math.max(0, releases_per_day - released) };
});
