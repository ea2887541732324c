import { proofContract, questContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentQuest } from "../present.ts";
import { countedMinutes } from "../rules/counted-time.ts";
import { distinctIds, missingProofs } from "../rules/proofs.ts";
import { handInFrom, handInRefusal, statusAt } from "../rules/status.ts";
import { questStore } from "../store/quests.ts";
import type { QuestRow } from "../store/rows.ts";

/** Hands a quest in. XP and tokens wait until the evidence is verified. */
export const completeQuest = handle(
  questContract.operations.completeQuest,
  async ({ id, proof_ids, duration_minutes: reported_minutes, beneficiaries_count }, ctx) => {
    const player_id = ctx.principal.playerId;
    const now = ctx.clock.now();
    const ids = distinctIds(proof_ids);
    const handable = (quest: QuestRow | undefined): QuestRow => {
      if (quest?.player_id !== player_id) return ctx.fail("quest_not_found");
      const refusal = handInRefusal(quest, now);
      if (refusal === "too_early") ctx.fail(refusal, { hand_in_from: handInFrom(quest).toISOString(), min_minutes: quest.min_minutes });
      return refusal === undefined ? quest : ctx.fail(refusal, { status: statusAt(quest, now) });
    };
    const { id: quest_id } = handable(await questStore(ctx).find(id));
    const proofs = await ctx.call(proofContract.operations.findProofs, { ids });
    const missing = missingProofs(ids, proofs.items, { quest_id, player_id });
    if (missing.length > 0) ctx.fail("proof_missing", { proof_ids: missing });

    return ctx.answer(async (tx) => {
      const quests = questStore(tx);
      const quest = handable(await quests.lock(quest_id));
      if ((await quests.addProofs(quest_id, ids)) < ids.length) ctx.fail("proof_missing", { proof_ids: ids });
      const evidence = proofs.items.map((proof) => ({
        captured_at: new Date(proof.captured_at),
        received_at: new Date(proof.received_at),
      }));
      const report = { duration_minutes: countedMinutes(reported_minutes, quest.started_at, evidence, now), beneficiaries_count };
      await quests.submit(quest_id, { at: now, reported_minutes, ...report });
      const detail = { proof_ids: ids, reported_minutes, ...report };
      await quests.addEvents([{ id: ctx.newId(), quest_id, event: "submitted", at: now, detail }]);
      const { mission_id, zone_id } = quest;
      tx.emit(questContract.events.questSubmitted, { quest_id, mission_id, zone_id, player_id, proof_ids: ids, ...report });
      return presentQuest({ ...quest, status: "submitted", submitted_at: now, reported_minutes, ...report }, now);
    });
  },
);
