import { questInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { actsOf, noteActivity } from "../workflows/note-activity.ts";

/** Whoever starts a quest is active, and has come to the second step of the main job. */
export const onQuestStarted = subscribeBatch("on-quest-started", questInternal.events.questStarted, {
  run: (events, ctx) => noteActivity(ctx, actsOf(events), "started"),
});
