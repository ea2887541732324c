import { questContract } from "@oneheart/contracts";
import { handleBatch, isOperationError, type OperationError, type RequestMember } from "@oneheart/kernel";
import { presentQuest } from "../present.ts";
import { distinctIds, missingProofs } from "../rules/proofs.ts";
import { capturedLate, handInFrom, handInRefusal, statusAt } from "../rules/status.ts";
import { questStore } from "../store/quests.ts";
import type { QuestRow } from "../store/rows.ts";
import { findProofs, type Proofs } from "../workflows/find-proofs.ts";
import { guided } from "../workflows/guide.ts";
import { type HandedIn, handIn } from "../workflows/hand-in.ts";

type Complete = typeof questContract.operations.completeQuest;

/** Hands quests in. XP and tokens wait until the evidence is verified. */
export const completeQuest = handleBatch(questContract.operations.completeQuest, {
  conflictKey: ({ id }) => id.toLowerCase(),
  async run(requests, ctx) {
    const now = ctx.clock.now();
    const found = await findProofs(
      requests.flatMap(({ input }) => distinctIds(input.proof_ids)),
      ctx,
    );
    await ctx.transaction(async (db, members) => {
      const quests = questStore({ db });
      const locked = await quests.lockAll(members.map(({ input }) => input.id));
      const expired = [...locked.values()].filter((quest) => statusAt(quest, now) === "expired").map(({ id }) => id);
      const replaced = expired.length === 0 ? new Set<string>() : await quests.replaced(expired);
      const used = await quests.handedInBefore([...found.keys()]);
      const judged = members.map((member) =>
        judge(member, { quest: locked.get(member.input.id.toLowerCase()), found, used, replaced, now }),
      );
      const done = await handIn(
        db,
        judged.flatMap((one) => (isOperationError(one) ? [] : [one])),
        ctx,
      );
      return judged.map((one, index) => {
        if (isOperationError(one)) return one;
        return guided({ quest: presentQuest(done.shift()!, now) }, { source: members[index]!.source, clock: ctx.clock });
      });
    });
  },
});

interface Known {
  /** Undefined when there is no such quest. */
  quest: QuestRow | undefined;
  found: Proofs;
  /** Proofs that were handed in before. */
  used: ReadonlySet<string>;
  /** Expired quests in whose place another one is. */
  replaced: ReadonlySet<string>;
  now: Date;
}

/** What a member hands in, or why it cannot. */
function judge(member: RequestMember<Complete>, { quest, found, used, replaced, now }: Known): HandedIn | OperationError {
  const { input, principal } = member;
  if (quest?.player_id !== principal.playerId) return member.refuse("quest_not_found");
  const refusal = handInRefusal(quest, now);
  if (refusal === "too_early")
    return member.refuse(refusal, { hand_in_from: handInFrom(quest).toISOString(), min_minutes: quest.min_minutes });
  if (refusal !== undefined) return member.refuse(refusal, { status: statusAt(quest, now) });
  const ids = distinctIds(input.proof_ids);
  const missing = missingProofs(ids, [...found.values()], { quest_id: quest.id, player_id: quest.player_id });
  if (missing.length > 0) return member.refuse("proof_missing", { proof_ids: missing });
  const proofs = ids.map((id) => found.get(id)!);
  if (statusAt(quest, now) === "expired") {
    const late = capturedLate(quest, proofs);
    if (late.length > 0) return member.refuse("captured_after_end", { proof_ids: late, expires_at: quest.expires_at.toISOString() });
    if (replaced.has(quest.id)) return member.refuse("quest_expired", { status: "expired" });
  }
  if (ids.some((id) => used.has(id))) return member.refuse("proof_missing", { proof_ids: ids });
  const { duration_minutes: reported_minutes, beneficiaries_count } = input;
  return { quest, proofs, reported_minutes, beneficiaries_count, emit: member.emit };
}
