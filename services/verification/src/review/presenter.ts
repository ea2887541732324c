import type { BaseContext } from "@oneheart/kernel";
import { ruleSetStore } from "../rule-sets/store.ts";
import { presentReview, type Review } from "./present.ts";
import type { QueueItem } from "./store/queue.ts";

/** Presents items to the caller, with the threshold that the rules go by now. */
export async function presenterFor(ctx: Pick<BaseContext, "db" | "clock" | "principal">): Promise<(item: QueueItem) => Review> {
  const { active: rules } = await ruleSetStore(ctx).inForce();
  const showing = { now: ctx.clock.now(), isAdmin: ctx.principal.role === "admin", rules };
  return (item) => presentReview(item, showing);
}
