import { impactContract, questContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { missionStore } from "../store/missions.ts";
import { questStore } from "../store/quests.ts";

/** A quest whose reward was given again is completed again. */
export const onImpactReinstated = subscribe(impactContract.events.impactReinstated, async (reinstated, ctx) => {
  await ctx.once(async (tx) => {
    const quests = questStore(tx);
    const quest = await quests.lock(reinstated.quest_id);
    if (quest === undefined) throw new Error(`no quest ${reinstated.quest_id} for action ${reinstated.action_id}`);
    // The words that the reward was taken back are still under way.
    if (quest.status !== "failed") throw new Error(`quest ${quest.id} has its reward again but is ${quest.status}`);
    const { id: quest_id, mission_id, zone_id, player_id, title } = quest;
    const { xp, tokens, ledger_id } = reinstated;
    await quests.complete(quest_id, { at: new Date(reinstated.recorded_at), xp, tokens });
    await quests.addEvents([{ id: ctx.newId(), quest_id, event: "completed", at: ctx.clock.now(), detail: { xp, tokens, ledger_id } }]);
    if (quest.quest_type === "community") await missionStore(tx).addProgress(mission_id);
    tx.emit(questContract.events.questCompleted, { quest_id, mission_id, zone_id, player_id, title });
  });
});
