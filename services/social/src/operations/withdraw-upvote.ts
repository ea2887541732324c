import { socialContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { limitActs } from "../workflows/limit.ts";
import { verifiedAction } from "../workflows/verified-action.ts";
import { castVote } from "../workflows/vote.ts";

/** Takes one's vote on an action back; without one nothing changes. */
export const withdrawUpvote = handle(socialContract.operations.withdrawUpvote, async ({ action_id: asked }, ctx) => {
  await limitActs("upvote", ctx);
  const { action_id } = await verifiedAction(asked, ctx);
  const vote = { id: ctx.newId(), action_id, voter_player_id: ctx.principal.playerId, value: 0 as const, at: ctx.clock.now() };
  const counts = (await ctx.transaction((tx) => castVote(tx, vote))) ?? ctx.fail("action_not_verified");
  return { action_id, ...counts, own_value: null };
});
