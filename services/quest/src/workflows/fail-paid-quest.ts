import { questInternal, type RewardReversed } from "@oneheart/contracts/internal";
import type { BaseContext, Tx } from "@oneheart/kernel";
import { missionStore } from "../store/missions.ts";
import { questStore } from "../store/quests.ts";
import type { AssignmentRow } from "../store/rows.ts";

/** A locked quest whose reward was taken back has failed. */
export async function failPaidQuest(
  tx: Tx,
  quest: AssignmentRow,
  { reason_code: reason, ledger_id, xp, tokens }: RewardReversed,
  ctx: Pick<BaseContext, "newId" | "clock">,
): Promise<void> {
  // `impact.recorded` was not delivered yet: this job fails and is tried again after it.
  if (quest.status !== "completed") throw new Error(`quest ${quest.id} lost its reward but is ${quest.status}`);
  const quests = questStore(tx);
  const { id: quest_id, mission_id, zone_id, player_id, title } = quest;
  await quests.takeBack(quest_id, reason);
  const detail = { reason, xp: -xp, tokens: -tokens, ledger_id };
  await quests.addEvents([{ id: ctx.newId(), quest_id, event: "failed", at: ctx.clock.now(), detail }]);
  if (quest.quest_type === "community") await missionStore(tx).takeProgress(mission_id);
  tx.emit(questInternal.events.questFailed, { quest_id, mission_id, zone_id, player_id, title, reason, reversed: true });
}
