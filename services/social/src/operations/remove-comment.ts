import { socialContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { commentStore } from "../store/comments.ts";
import { removeText } from "../workflows/remove-text.ts";

/** Removes a comment; its place stays for the answers to it. Removing it twice is the same as once. */
export const removeComment = handle(socialContract.operations.removeComment, async ({ id }, ctx) => {
  const { role, playerId } = ctx.principal;
  const comment = await commentStore(ctx).get(id);
  if (comment === undefined || (role === "player" && comment.author_player_id !== playerId)) return ctx.fail("comment_not_found");
  await ctx.transaction((tx) => removeText(tx, comment, playerId, ctx.clock.now()));
  return {};
});
