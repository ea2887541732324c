import { impactInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";
import { completePaidQuests } from "../workflows/complete-paid-quest.ts";

/** A quest is completed when its reward is in the ledger; after an appeal that may be a failed one. */
export const onImpactRecorded = subscribeBatch("on-impact-recorded", impactInternal.events.impactRecorded, {
  conflictKey: ({ quest_id }) => quest_id,
  run: (_, ctx) =>
    ctx.once(async (db, members) => {
      const quests = await questStore({ db }).lockAll(members.map(({ payload }) => payload.quest_id));
      const paid = members.flatMap(({ payload: payment, emit }) => {
        const quest = quests.get(payment.quest_id);
        if (quest === undefined) throw new Error(`no quest ${payment.quest_id} for ledger entry ${payment.ledger_id}`);
        if (quest.status === "completed") return [];
        if (quest.submitted_at === null) throw new Error(`quest ${quest.id} is paid but was not handed in: it is ${quest.status}`);
        return [{ quest, payment, emit }];
      });
      await completePaidQuests(db, paid, ctx);
    }),
});
