import { questInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { proofStore } from "../store/proofs.ts";

/** Completes actions with what players said when handing their quests in. Harmless to repeat: a quest is handed in once. */
export const onQuestSubmitted = subscribeBatch("on-quest-submitted", questInternal.events.questSubmitted, {
  conflictKey: ({ quest_id }) => quest_id,
  async run(events, ctx) {
    const found = await proofStore(ctx).markSubmitted(events.map(({ payload }) => payload));
    for (const { payload } of events)
      if (!found.has(payload.quest_id)) throw new Error(`quest ${payload.quest_id} was handed in but has no action`);
  },
});
