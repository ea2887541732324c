import { questInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { activityStore } from "../store/activity.ts";

/** A quest that failed ended without being completed; one whose reward was taken back did end completed. */
export const onQuestFailed = subscribe("on-quest-failed", questInternal.events.questFailed, async ({ reversed }, ctx) => {
  if (reversed === true) return;
  await ctx.once(({ db }) => activityStore(db).addCount("quests_failed", ctx.event.emittedAt.toISOString().slice(0, 10), 1));
});
