import { questInternal, verificationInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";

/** A quest whose evidence is rejected has failed, unless it was paid in the meantime. */
export const onActionRejected = subscribe("on-action-rejected", verificationInternal.events.actionRejected, async (rejected, ctx) => {
  await ctx.once(async (tx) => {
    const quests = questStore(tx);
    const quest = await quests.lock(rejected.quest_id);
    if (quest === undefined) throw new Error(`no quest ${rejected.quest_id} for action ${rejected.action_id}`);
    if (quest.status === "completed" || quest.status === "failed") return;
    if (quest.submitted_at === null) throw new Error(`quest ${quest.id} is judged but was not handed in: it is ${quest.status}`);
    const { id: quest_id, mission_id, zone_id, player_id, title } = quest;
    const reason = rejected.reason_code;
    await quests.fail(quest_id, reason);
    await quests.addEvents([{ id: ctx.newId(), quest_id, event: "failed", at: ctx.clock.now(), detail: { reason } }]);
    tx.emit(questInternal.events.questFailed, { quest_id, mission_id, zone_id, player_id, title, reason });
  });
});
