import { verificationContract } from "@oneheart/contracts";
import { decodeCursor, foreignCursor, handle, pageFrom } from "@oneheart/kernel";
import { presenterFor } from "../review/presenter.ts";
import { type QueueKey, queueStore } from "../review/store/queue.ts";

const rankMax = 10 ** 13;

/**
 * What waits for a person: overdue appeals, then hard flags, then the largest expected loss, then the oldest; and who holds what. A
 * reviewer is shown what they hold and no more: whoever knows the queue chooses by it, and sees which item was not in it.
 */
export const listReviews = handle(verificationContract.operations.listReviews, async ({ limit, cursor, appeals_before }, ctx) => {
  const after = keyIn(cursor);
  const now = ctx.clock.now();
  const queue = queueStore(ctx);
  const present = await presenterFor(ctx);
  if (ctx.principal.role !== "admin") {
    const held = await queue.heldBy(ctx.principal.playerId, now);
    return { items: after === undefined ? held.map(present) : [], next_cursor: null };
  }
  await queue.markOverdue(now);
  const page = pageFrom(
    await queue.page({ limit: limit + 1, after, viewer_id: ctx.principal.playerId, due: appeals_before }),
    limit,
    (row) => [row.review_rank, row.id],
  );
  return { items: page.rows.map(present), next_cursor: page.next_cursor };
});

function keyIn(cursor: string | undefined): QueueKey | undefined {
  const key = decodeCursor(cursor, 2);
  if (key === undefined) return undefined;
  const [rank, id] = key;
  if (typeof rank !== "number" || !Number.isInteger(rank) || Math.abs(rank) > rankMax) throw foreignCursor();
  if (typeof id !== "number" || !Number.isSafeInteger(id)) throw foreignCursor();
  return { rank, id };
}
