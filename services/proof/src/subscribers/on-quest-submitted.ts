import { questInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { proofStore } from "../store/proofs.ts";

/** Completes the action with what the player said when handing the quest in. */
export const onQuestSubmitted = subscribe("on-quest-submitted", questInternal.events.questSubmitted, async (submitted, ctx) => {
  await ctx.once(async (tx) => {
    const found = await proofStore(tx).markSubmitted(submitted.quest_id, submitted);
    if (!found) throw new Error(`quest ${submitted.quest_id} was handed in but has no action`);
  });
});
