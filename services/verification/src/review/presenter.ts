import type { Context } from "@oneheart/kernel";
import { languageFor } from "@oneheart/messages";
import { ruleSetStore } from "../rule-sets/store.ts";
import { presentReview, type Review } from "./present.ts";
import type { QueueItem } from "./store/queue.ts";

/** Presents items to the caller in the language of the request, with the threshold that the rules go by now. */
export async function presenterFor(ctx: Pick<Context, "db" | "clock" | "principal" | "source">): Promise<(item: QueueItem) => Review> {
  const { active: rules } = await ruleSetStore(ctx).inForce();
  const language = languageFor(ctx.source.acceptLanguage);
  const showing = { now: ctx.clock.now(), isAdmin: ctx.principal.role === "admin", rules, language };
  return (item) => presentReview(item, showing);
}
