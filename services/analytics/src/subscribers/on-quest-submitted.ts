import { questInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { actsOf, noteActivity } from "../workflows/note-activity.ts";

/** Whoever hands a quest in is active. */
export const onQuestSubmitted = subscribeBatch("on-quest-submitted", questInternal.events.questSubmitted, {
  run: (events, ctx) => noteActivity(ctx, actsOf(events), "handed_in"),
});
