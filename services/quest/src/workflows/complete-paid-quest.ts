import { questInternal } from "@oneheart/contracts/internal";
import type { BaseContext, DatabaseTransaction, Tx } from "@oneheart/kernel";
import type { Sentence } from "@oneheart/messages";
import { questStore } from "../store/quests.ts";
import type { AssignmentRow } from "../store/rows.ts";

/** A locked quest whose reward is in the ledger. */
export interface PaidQuest {
  quest: AssignmentRow;
  payment: {
    ledger_id: string | null;
    xp: number;
    tokens: number;
    recorded_at: string;
    /** What it followed from. */
    explained?: Sentence[];
  };
  emit: Tx["emit"];
}

/** Completes locked quests whose rewards are in the ledger. */
export async function completePaidQuests(
  db: DatabaseTransaction,
  paid: readonly PaidQuest[],
  ctx: Pick<BaseContext, "newId" | "clock">,
): Promise<void> {
  if (paid.length === 0) return;
  const at = ctx.clock.now();
  await questStore({ db }).complete(
    paid.map(({ quest, payment: { xp, tokens, recorded_at, explained = [] } }) => {
      return { quest_id: quest.id, at: new Date(recorded_at), xp, tokens, explained };
    }),
    paid.map(({ quest, payment: { xp, tokens, ledger_id } }) => {
      return { id: ctx.newId(), quest_id: quest.id, event: "completed" as const, at, detail: { xp, tokens, ledger_id } };
    }),
  );
  for (const { quest, emit } of paid) {
    const { id: quest_id, mission_id, zone_id, player_id, title } = quest;
    emit(questInternal.events.questCompleted, { quest_id, mission_id, zone_id, player_id, title });
  }
}
