import { isRecorded, isReversed, type RewardChanged, rewardStory } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";
import type { AssignmentRow } from "../store/rows.ts";
import { completePaidQuests, type PaidQuest } from "../workflows/complete-paid-quest.ts";
import { failPaidQuest } from "../workflows/fail-paid-quest.ts";

/** A quest is completed when its reward is in the ledger, fails when that is taken back, and is completed again when it is given again. */
export const onRewardChanged = subscribeBatch(
  rewardStory.name,
  rewardStory.events,
  {
    conflictKey: ({ quest_id }) => quest_id,
    run: (_, ctx) =>
      ctx.once(async (db, members) => {
        const quests = await questStore({ db }).lockAll(members.map(({ payload }) => payload.quest_id));
        const paid: PaidQuest[] = [];
        for (const { payload: reward, emit } of members) {
          const quest = quests.get(reward.quest_id);
          if (quest === undefined) throw new Error(`no quest ${reward.quest_id} for action ${reward.action_id}`);
          if (isReversed(reward)) await failPaidQuest({ db, emit }, quest, reward, ctx);
          else if (isToComplete(quest, reward)) paid.push({ quest, payment: reward, emit });
        }
        await completePaidQuests(db, paid, ctx);
      }),
  },
  rewardStory.options,
);

/** After an appeal, a failed quest may be paid, too. */
function isToComplete({ id, status, submitted_at }: AssignmentRow, reward: RewardChanged): boolean {
  if (isRecorded(reward)) {
    if (status === "completed") return false;
    if (submitted_at === null) throw new Error(`quest ${id} is paid but was not handed in: it is ${status}`);
    return true;
  }
  // `impact.reversed` was not delivered yet: this job fails and is tried again after it.
  if (status !== "failed") throw new Error(`quest ${id} has its reward again but is ${status}`);
  return true;
}
