import type { EventPayload } from "@oneheart/contracts";
import { proofInternal, questInternal } from "@oneheart/contracts/internal";
import { type SubscriberContext, subscribe } from "@oneheart/kernel";
import { gatherAward } from "../analysis/gather-award.ts";
import { zoneOf } from "../analysis/zone-of.ts";
import { assessmentStore } from "../assessment/store.ts";
import { settleCase } from "../cases/settle-case.ts";
import { caseStore } from "../cases/store.ts";
import type { Report } from "../review/rules/task.ts";

/** Opens the case of a handed-in quest, and decides it at once when all its proofs are decided already. */
export const onQuestSubmitted = subscribe("on-quest-submitted", questInternal.events.questSubmitted, async (submitted, ctx) => {
  const { quest_id, mission_id, zone_id, player_id, duration_minutes, beneficiaries_count } = submitted;
  const proof_ids = [...new Set(submitted.proof_ids)];
  const { items } = await ctx.call(proofInternal.operations.findProofs, { ids: proof_ids });
  const action_id = items[0]?.action_id;
  const sound = items.length === proof_ids.length && items.every((proof) => proof.quest_id === quest_id && proof.player_id === player_id);
  if (action_id === undefined || !sound) throw new Error(`quest ${quest_id} was handed in with proofs that are not its own`);
  const award = (await assessmentStore(ctx).isInReview(action_id)) ? await awardOf(submitted, ctx) : undefined;
  const now = ctx.clock.now();
  const id = ctx.newId();
  await ctx.once(async (tx) => {
    const cases = caseStore(tx);
    await cases.lockAction(action_id);
    await cases.open({ action_id, quest_id, mission_id, zone_id, player_id, proof_ids, duration_minutes, beneficiaries_count }, now);
    if (award !== undefined) await assessmentStore(tx).setAward(action_id, award);
    await settleCase(tx, action_id, { id, now });
  });
});

/** What is at stake, now that it is known what the player reports. */
async function awardOf(report: EventPayload<typeof questInternal.events.questSubmitted>, ctx: SubscriberContext): Promise<number> {
  const quest = await ctx.call(questInternal.operations.questFacts, { id: report.quest_id });
  return gatherAward({ quest, zone: await zoneOf(quest, ctx), player_id: report.player_id, report: reportIn(report) }, ctx);
}

function reportIn({ duration_minutes, beneficiaries_count }: Report): Report {
  return { duration_minutes, beneficiaries_count };
}
