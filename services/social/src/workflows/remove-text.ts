import type { Tx } from "@oneheart/kernel";
import { commentStore } from "../store/comments.ts";
import { communityStore } from "../store/community.ts";

/** Takes a comment's text away and counts it no more; nothing when it was removed before. */
export async function removeText(tx: Tx, comment: { id: string; action_id: string }, removed_by: string, at: Date): Promise<void> {
  const community = communityStore(tx);
  const action = await community.lockAction(comment.action_id);
  if (action === undefined || !(await commentStore(tx).remove(comment.id, removed_by, at))) return;
  await community.addCounts(comment.action_id, { comments: -1 });
}
