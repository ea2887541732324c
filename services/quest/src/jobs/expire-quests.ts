import type { Output } from "@oneheart/contracts";
import { proofInternal, questInternal } from "@oneheart/contracts/internal";
import { type BaseContext, schedule } from "@oneheart/kernel";
import { capturedLate, graceOverAt } from "../rules/status.ts";
import { questStore } from "../store/quests.ts";
import { handIn } from "../workflows/hand-in.ts";

type Proof = Output<typeof proofInternal.operations.proofsOfQuests>["items"][number];

const batch = 200;
const batchesPerRun = 100;

/**
 * Ends, minute by minute, quests whose time is up: one with evidence that was captured in time is handed in for its player, who had sent
 * all that is needed; the others have expired. Once more when the time for late sending is over, for what came in until then.
 */
export const expireQuests = schedule("expire-quests", "* * * * *", async (ctx) => {
  const now = ctx.clock.now();
  for (let done = 0; done < batchesPerRun; done += 1) {
    const ids = await questStore(ctx).ended({ now, grace_over: graceOverAt(now), limit: batch });
    if (ids.length === 0) return;
    const { items } = await ctx.call(proofInternal.operations.proofsOfQuests, { quest_ids: ids });
    for (const [quest_id, proofs] of Map.groupBy(items, (proof) => proof.quest_id)) await handInFor(quest_id, proofs, ctx);
    if ((await close(ids, now, ctx)) === 0 && items.length === 0) return;
    if (ids.length < batch) return;
  }
});

async function handInFor(quest_id: string, sent: readonly Proof[], ctx: BaseContext): Promise<void> {
  await ctx.transaction(async (tx) => {
    const quests = questStore(tx);
    const quest = await quests.lock(quest_id);
    if (quest === undefined || (quest.status !== "active" && quest.status !== "expired")) return;
    const late = capturedLate(quest, sent);
    const proofs = sent.filter(({ proof_id }) => !late.includes(proof_id));
    if (proofs.length === 0 || (quest.status === "expired" && (await quests.replaced([quest_id])).has(quest_id))) return;
    await handIn(tx.db, [{ quest, proofs, reported_minutes: null, beneficiaries_count: 0, emit: tx.emit }], ctx);
  });
}

/** Marks those that were not handed in as expired; answers how many changed. */
async function close(ids: readonly string[], now: Date, ctx: BaseContext): Promise<number> {
  return ctx.transaction(async (tx) => {
    const quests = questStore(tx);
    const expired = await quests.expire(ids, now);
    await quests.addEvents(expired.map((quest_id) => ({ id: ctx.newId(), quest_id, event: "expired", at: now, detail: {} })));
    const lapsed = await quests.finish(ids, graceOverAt(now));
    for (const quest of lapsed) tx.emit(questInternal.events.questDropped, quest);
    return expired.length + lapsed.length;
  });
}
