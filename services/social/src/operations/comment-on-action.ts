import { socialContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentComment } from "../present.ts";
import { commentStore } from "../store/comments.ts";
import { communityStore } from "../store/community.ts";
import { limitActs } from "../workflows/limit.ts";
import { findPeople } from "../workflows/people.ts";
import { verifiedAction } from "../workflows/verified-action.ts";

/** Writes under a verified action, or answers a comment there. */
export const commentOnAction = handle(socialContract.operations.commentOnAction, async ({ action_id: asked, text, reply_to }, ctx) => {
  await limitActs("comment", ctx);
  const { action_id } = await verifiedAction(asked, ctx);
  if (reply_to !== undefined && (await commentStore(ctx).get(reply_to))?.action_id !== action_id) ctx.fail("comment_not_found");
  const author_player_id = ctx.principal.playerId;
  const author = (await findPeople([author_player_id], ctx))(author_player_id);
  const row = {
    id: ctx.newId(),
    action_id,
    author_player_id,
    reply_to: reply_to?.toLowerCase() ?? null,
    // JSON takes half a surrogate pair, PostgreSQL's text does not.
    text: text.toWellFormed(),
    created_at: ctx.clock.now(),
  };
  return ctx.answer(async (tx) => {
    const community = communityStore(tx);
    const action = await community.lockAction(action_id);
    if (action === undefined || !action.shown) return ctx.fail("action_not_verified");
    await commentStore(tx).insert(row);
    await community.addCounts(action_id, { comments: 1 });
    return presentComment(row, author);
  });
});
