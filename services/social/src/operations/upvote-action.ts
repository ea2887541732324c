import { socialContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { limitActs } from "../workflows/limit.ts";
import { verifiedAction } from "../workflows/verified-action.ts";
import { castVote } from "../workflows/vote.ts";

/** Votes somebody else's verified action up or down; a second vote takes the place of the first. */
export const upvoteAction = handle(socialContract.operations.upvoteAction, async ({ action_id: asked, value }, ctx) => {
  await limitActs("upvote", ctx);
  const { action_id, player_id } = await verifiedAction(asked, ctx);
  const voter_player_id = ctx.principal.playerId;
  if (player_id === voter_player_id) ctx.fail("own_action");
  const vote = { id: ctx.newId(), action_id, voter_player_id, value, at: ctx.clock.now() };
  const counts = (await ctx.transaction((tx) => castVote(tx, vote))) ?? ctx.fail("action_not_verified");
  return { action_id, ...counts, own_value: value };
});
