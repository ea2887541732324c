import { impactInternal, questInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { missionStore } from "../store/missions.ts";
import { questStore } from "../store/quests.ts";

/** A quest whose reward was taken back has failed. */
export const onImpactReversed = subscribe("on-impact-reversed", impactInternal.events.impactReversed, async (reversed, ctx) => {
  await ctx.once(async (tx) => {
    const quests = questStore(tx);
    const quest = await quests.lock(reversed.quest_id);
    if (quest === undefined) throw new Error(`no quest ${reversed.quest_id} for the reversal of action ${reversed.action_id}`);
    // `impact.recorded` was not delivered yet: this job fails and is tried again after it.
    if (quest.status !== "completed") throw new Error(`quest ${quest.id} lost its reward but is ${quest.status}`);
    const { id: quest_id, mission_id, zone_id, player_id, title } = quest;
    const { reason_code: reason, ledger_id, xp, tokens } = reversed;
    await quests.takeBack(quest_id, reason);
    const detail = { reason, xp: -xp, tokens: -tokens, ledger_id };
    await quests.addEvents([{ id: ctx.newId(), quest_id, event: "failed", at: ctx.clock.now(), detail }]);
    if (quest.quest_type === "community") await missionStore(tx).takeProgress(mission_id);
    tx.emit(questInternal.events.questFailed, { quest_id, mission_id, zone_id, player_id, title, reason, reversed: true });
  });
});
