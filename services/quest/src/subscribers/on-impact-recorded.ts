import { impactContract, questContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { missionStore } from "../store/missions.ts";
import { questStore } from "../store/quests.ts";

/** A quest is completed when its reward is in the ledger; after an appeal that may be a failed one. */
export const onImpactRecorded = subscribe(impactContract.events.impactRecorded, async (impact, ctx) => {
  await ctx.once(async (tx) => {
    const quests = questStore(tx);
    const quest = await quests.lock(impact.quest_id);
    if (quest === undefined) throw new Error(`no quest ${impact.quest_id} for ledger entry ${impact.ledger_id}`);
    if (quest.status === "completed") return;
    if (quest.submitted_at === null) throw new Error(`quest ${quest.id} is paid but was not handed in: it is ${quest.status}`);
    const { id: quest_id, mission_id, zone_id, player_id, title } = quest;
    const { xp, tokens, ledger_id } = impact;
    await quests.complete(quest_id, { at: new Date(impact.recorded_at), xp, tokens });
    await quests.addEvents([{ id: ctx.newId(), quest_id, event: "completed", at: ctx.clock.now(), detail: { xp, tokens, ledger_id } }]);
    if (quest.quest_type === "community") await missionStore(tx).addProgress(mission_id);
    tx.emit(questContract.events.questCompleted, { quest_id, mission_id, zone_id, player_id, title });
  });
});
