import { tokenInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { actsOf, noteActivity } from "../workflows/note-activity.ts";

/** Whoever redeems tokens is active, and has come to the last step of the main job. */
export const onRewardRedeemed = subscribeBatch("on-reward-redeemed", tokenInternal.events.rewardRedeemed, {
  run: (events, ctx) => noteActivity(ctx, actsOf(events), "redeemed"),
});
