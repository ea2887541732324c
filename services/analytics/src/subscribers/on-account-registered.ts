import { identityInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { actsOf, noteActivity } from "../workflows/note-activity.ts";

/** The first step of the main job. Those who run the programme do not take it. */
export const onAccountRegistered = subscribeBatch("on-account-registered", identityInternal.events.accountRegistered, {
  run: (events, ctx) => noteActivity(ctx, actsOf(events.filter(({ payload }) => payload.role === "player")), "registered"),
});
