import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";
import { completePaidQuest } from "../workflows/complete-paid-quest.ts";

/** A quest is completed when its reward is in the ledger; after an appeal that may be a failed one. */
export const onImpactRecorded = subscribe("on-impact-recorded", impactInternal.events.impactRecorded, async (impact, ctx) => {
  await ctx.once(async (tx) => {
    const quest = await questStore(tx).lock(impact.quest_id);
    if (quest === undefined) throw new Error(`no quest ${impact.quest_id} for ledger entry ${impact.ledger_id}`);
    if (quest.status === "completed") return;
    if (quest.submitted_at === null) throw new Error(`quest ${quest.id} is paid but was not handed in: it is ${quest.status}`);
    await completePaidQuest(tx, ctx, quest, impact);
  });
});
