import { questInternal } from "@oneheart/contracts/internal";
import type { SubscriberContext, Tx } from "@oneheart/kernel";
import { missionStore } from "../store/missions.ts";
import { questStore } from "../store/quests.ts";
import type { AssignmentRow } from "../store/rows.ts";

interface Payment {
  ledger_id: string | null;
  xp: number;
  tokens: number;
  recorded_at: string;
  /** In sentences, what it followed from. */
  explained?: string[];
}

/** Completes a quest whose reward is in the ledger. */
export async function completePaidQuest(tx: Tx, ctx: SubscriberContext, quest: AssignmentRow, payment: Payment): Promise<void> {
  const { id: quest_id, mission_id, zone_id, player_id, title } = quest;
  const { xp, tokens, ledger_id, recorded_at, explained = [] } = payment;
  const quests = questStore(tx);
  await quests.complete(quest_id, { at: new Date(recorded_at), xp, tokens, explained });
  await quests.addEvents([{ id: ctx.newId(), quest_id, event: "completed", at: ctx.clock.now(), detail: { xp, tokens, ledger_id } }]);
  if (quest.quest_type === "community") await missionStore(tx).addProgress(mission_id);
  tx.emit(questInternal.events.questCompleted, { quest_id, mission_id, zone_id, player_id, title });
}
