import { questContract } from "@oneheart/contracts";
import { questInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentQuest } from "../present.ts";
import { statusAt } from "../rules/status.ts";
import { questStore } from "../store/quests.ts";
import { guided } from "../workflows/guide.ts";

/** Gives an active quest up; its mission can be started again. */
export const abandonQuest = handle(questContract.operations.abandonQuest, async ({ id }, ctx) => {
  const now = ctx.clock.now();
  return ctx.transaction(async (tx) => {
    const quests = questStore(tx);
    const quest = await quests.lock(id);
    if (quest?.player_id !== ctx.principal.playerId) return ctx.fail("quest_not_found");
    const status = statusAt(quest, now);
    if (status !== "active") ctx.fail("quest_not_active", { status });
    await quests.abandon(quest.id);
    await quests.addEvents([{ id: ctx.newId(), quest_id: quest.id, event: "abandoned", at: now, detail: {} }]);
    tx.emit(questInternal.events.questDropped, { quest_id: quest.id, mission_id: quest.mission_id });
    return guided({ quest: presentQuest({ ...quest, status: "abandoned" }, now) }, ctx);
  });
});
