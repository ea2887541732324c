import { verificationInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { queueStore } from "../review/store/queue.ts";

const day_ms = 86_400_000;

/** What waits for a person. */
export const reviewBacklog = handle(verificationInternal.operations.reviewBacklog, async (_, ctx) => {
  const due_before = new Date(ctx.clock.now().getTime() + day_ms);
  return { ...(await queueStore(ctx).backlog(due_before)), due_before: due_before.toISOString() };
});
