import { verificationContract } from "@oneheart/contracts";
import { decodeCursor, foreignCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentReview } from "../review/present.ts";
import { type QueueKey, queueStore } from "../review/store/queue.ts";

const rankMax = 10 ** 13;

/** What waits for a person: overdue appeals, then hard flags, then the largest expected loss, then the oldest; and who holds what. */
export const listReviews = handle(verificationContract.operations.listReviews, async ({ limit, cursor }, ctx) => {
  const after = keyIn(cursor);
  const now = ctx.clock.now();
  const queue = queueStore(ctx);
  await queue.markOverdue(now);
  const page = pageFrom(await queue.page(limit + 1, after, ctx.principal.playerId), limit, (row) => [row.review_rank, row.id]);
  return { items: page.rows.map((row) => presentReview(row, now)), next_cursor: page.next_cursor };
});

function keyIn(cursor: string | undefined): QueueKey | undefined {
  const key = decodeCursor(cursor, 2);
  if (key === undefined) return undefined;
  const [rank, id] = key;
  if (typeof rank !== "number" || !Number.isInteger(rank) || Math.abs(rank) > rankMax) throw foreignCursor();
  if (typeof id !== "number" || !Number.isSafeInteger(id)) throw foreignCursor();
  return { rank, id };
}
