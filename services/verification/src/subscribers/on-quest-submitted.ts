import type { EventPayload } from "@oneheart/contracts";
import { proofInternal, questInternal } from "@oneheart/contracts/internal";
import { type BaseContext, subscribeBatch } from "@oneheart/kernel";
import { gatherAward } from "../analysis/gather-award.ts";
import { zoneOf } from "../analysis/zone-of.ts";
import { assessmentStore } from "../assessment/store.ts";
import { settleCases } from "../cases/settle-case.ts";
import { caseStore } from "../cases/store.ts";
import type { Report } from "../review/rules/task.ts";

type Submitted = EventPayload<typeof questInternal.events.questSubmitted>;
type Neighbours = Pick<BaseContext, "call">;

/** Opens the cases of handed-in quests, and decides those at once whose proofs are all decided already. */
export const onQuestSubmitted = subscribeBatch("on-quest-submitted", questInternal.events.questSubmitted, {
  conflictKey: ({ quest_id }) => quest_id,
  async run(events, ctx) {
    const actions = new Map<string, string>();
    for (const { payload } of events) actions.set(payload.quest_id, payload.action_id ?? (await actionOf(payload, ctx)));
    const waiting = await assessmentStore(ctx).inReview([...actions.values()]);
    const awards = new Map<string, number>();
    for (const { payload } of events) {
      const action_id = actions.get(payload.quest_id)!;
      if (waiting.has(action_id)) awards.set(action_id, await awardOf(payload, ctx));
    }
    const now = ctx.clock.now();
    await ctx.once(async (db, members) => {
      const cases = caseStore({ db });
      const handed = members.map(({ payload, emit }) => ({ payload, emit, action_id: actions.get(payload.quest_id)!, id: ctx.newId() }));
      await cases.lockActions(handed.map(({ action_id }) => action_id));
      await cases.open(
        handed.map(({ payload, action_id }) => ({ ...payload, action_id, proof_ids: [...new Set(payload.proof_ids)] })),
        now,
      );
      for (const { action_id } of handed) {
        const award = awards.get(action_id);
        if (award !== undefined) await assessmentStore({ db }).setAward(action_id, award);
      }
      await settleCases(db, handed, now);
    });
  },
});

/** The action of an event that does not name it yet. */
async function actionOf({ quest_id, player_id, proof_ids }: Submitted, ctx: Neighbours): Promise<string> {
  const { items } = await ctx.call(proofInternal.operations.findProofs, { ids: proof_ids });
  const action_id = items[0]?.action_id;
  const sound =
    items.length === new Set(proof_ids).size && items.every((proof) => proof.quest_id === quest_id && proof.player_id === player_id);
  if (action_id === undefined || !sound) throw new Error(`quest ${quest_id} was handed in with proofs that are not its own`);
  return action_id;
}

/** What is at stake, now that it is known what the player reports. */
async function awardOf(report: Submitted, ctx: Neighbours): Promise<number> {
  const quest = await ctx.call(questInternal.operations.questFacts, { id: report.quest_id });
  return gatherAward({ quest, zone: await zoneOf(quest, ctx), player_id: report.player_id, report: reportIn(report) }, ctx);
}

function reportIn({ duration_minutes, beneficiaries_count }: Report): Report {
  return { duration_minutes, beneficiaries_count };
}
