import { questContract } from "@oneheart/contracts";
import { proofInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentQuest } from "../present.ts";
import { distinctIds, missingProofs } from "../rules/proofs.ts";
import { capturedLate, handInFrom, handInRefusal, statusAt } from "../rules/status.ts";
import { questStore } from "../store/quests.ts";
import type { QuestRow } from "../store/rows.ts";
import { guided } from "../workflows/guide.ts";
import { handIn } from "../workflows/hand-in.ts";

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
    const { items } = await ctx.call(proofInternal.operations.findProofs, { ids });
    const missing = missingProofs(ids, items, { quest_id, player_id });
    if (missing.length > 0) ctx.fail("proof_missing", { proof_ids: missing });

    return ctx.answer(async (tx) => {
      const quests = questStore(tx);
      const quest = handable(await quests.lock(quest_id));
      if (statusAt(quest, now) === "expired") {
        const late = capturedLate(quest, items);
        if (late.length > 0) ctx.fail("captured_after_end", { proof_ids: late, expires_at: quest.expires_at.toISOString() });
        if (await quests.isReplaced(quest_id)) ctx.fail("quest_expired", { status: "expired" });
      }
      const proofs = ids.map((proof_id) => items.find((proof) => proof.proof_id === proof_id)!);
      const handedIn = await handIn(tx, quest, { proofs, reported_minutes, beneficiaries_count }, ctx);
      return guided({ quest: presentQuest(handedIn ?? ctx.fail("proof_missing", { proof_ids: ids }), now) }, ctx);
    });
  },
);
