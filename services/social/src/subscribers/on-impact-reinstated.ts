import { impactContract, questContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { recordStanding } from "../standing.ts";

/** An action that has its award again is shown again, with all that the award was: the event names only what was given back. */
export const onImpactReinstated = subscribe(impactContract.events.impactReinstated, async (reinstated, ctx) => {
  const { action_id, zone_id, player_id, mission_id } = reinstated;
  const [impact, mission] = await Promise.all([
    ctx.call(impactContract.operations.impactOfActions, { action_ids: [action_id] }),
    ctx.call(questContract.operations.getMission, { id: mission_id }),
  ]);
  const [award] = impact.items;
  if (award === undefined) throw new Error(`action ${action_id} has its award again but no ledger entry`);
  const about = { title: mission.title, xp: award.xp_delta, occurred_at: new Date(award.ledger_timestamp) };
  const standing = { shown: true, standing_at: ctx.event.emittedAt };
  await ctx.once((tx) => recordStanding(tx, { action_id, zone_id, player_id, mission_id, ...about, ...standing }));
});
