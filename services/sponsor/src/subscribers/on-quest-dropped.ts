import { questInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { coverStore } from "../store/cover.ts";

/** What was reserved for a quest that was given up, or has lapsed, is free again. */
export const onQuestDropped = subscribe("on-quest-dropped", questInternal.events.questDropped, async ({ quest_id }, ctx) => {
  await ctx.transaction((tx) => coverStore(tx).release([quest_id]));
});
