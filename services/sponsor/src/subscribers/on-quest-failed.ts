import { questInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { coverStore } from "../store/cover.ts";

/** The same of a quest that has failed. One whose appeal is won takes its money again, where it is still there. */
export const onQuestFailed = subscribe("on-quest-failed", questInternal.events.questFailed, async ({ quest_id, reversed }, ctx) => {
  if (reversed) return;
  await ctx.transaction((tx) => coverStore(tx).release([quest_id]));
});
