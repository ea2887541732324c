import { proofContract, questContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { settleCase } from "../cases/settle-case.ts";
import { caseStore } from "../cases/store.ts";

/** Opens the case of a handed-in quest, and decides it at once when all its proofs are decided already. */
export const onQuestSubmitted = subscribe("on-quest-submitted", questContract.events.questSubmitted, async (submitted, ctx) => {
  const { quest_id, mission_id, zone_id, player_id, duration_minutes, beneficiaries_count } = submitted;
  const proof_ids = [...new Set(submitted.proof_ids)];
  const { items } = await ctx.call(proofContract.operations.findProofs, { ids: proof_ids });
  const action_id = items[0]?.action_id;
  const sound = items.length === proof_ids.length && items.every((proof) => proof.quest_id === quest_id && proof.player_id === player_id);
  if (action_id === undefined || !sound) throw new Error(`quest ${quest_id} was handed in with proofs that are not its own`);
  const now = ctx.clock.now();
  const id = ctx.newId();
  await ctx.once(async (tx) => {
    const cases = caseStore(tx);
    await cases.lockAction(action_id);
    await cases.open({ action_id, quest_id, mission_id, zone_id, player_id, proof_ids, duration_minutes, beneficiaries_count }, now);
    await settleCase(tx, action_id, { id, now });
  });
});
