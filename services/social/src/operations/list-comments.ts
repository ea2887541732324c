import { socialContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentComment } from "../present.ts";
import { commentStore } from "../store/comments.ts";
import { findPeople } from "../workflows/people.ts";
import { verifiedAction } from "../workflows/verified-action.ts";

/** What was written under a verified action, oldest first. */
export const listComments = handle(socialContract.operations.listComments, async ({ action_id: asked, cursor, limit }, ctx) => {
  const after = decodeIdCursor(cursor);
  const { action_id } = await verifiedAction(asked, ctx);
  const page = pageFrom(await commentStore(ctx).page(action_id, after, limit + 1), limit, (row) => [row.id]);
  const people = await findPeople(
    page.rows.map((row) => row.author_player_id),
    ctx,
  );
  return { items: page.rows.map((row) => presentComment(row, people(row.author_player_id))), next_cursor: page.next_cursor };
});
