import { verificationInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { queueStore } from "../review/store/queue.ts";

const day_ms = 86_400_000;

/** What waits for a person. */
export const reviewBacklog = handle(verificationInternal.operations.reviewBacklog, (_, ctx) =>
  queueStore(ctx).backlog(new Date(ctx.clock.now().getTime() + day_ms)),
);
