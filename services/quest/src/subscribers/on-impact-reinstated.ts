import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";
import { completePaidQuests } from "../workflows/complete-paid-quest.ts";

/** A quest whose reward was given again is completed again. */
export const onImpactReinstated = subscribe("on-impact-reinstated", impactInternal.events.impactReinstated, async (reinstated, ctx) => {
  await ctx.once(async (tx) => {
    const quest = await questStore(tx).lock(reinstated.quest_id);
    if (quest === undefined) throw new Error(`no quest ${reinstated.quest_id} for action ${reinstated.action_id}`);
    // `impact.reversed` was not delivered yet: this job fails and is tried again after it.
    if (quest.status !== "failed") throw new Error(`quest ${quest.id} has its reward again but is ${quest.status}`);
    await completePaidQuests(tx.db, [{ quest, payment: reinstated, emit: tx.emit }], ctx);
  });
});
