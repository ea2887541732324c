import { questContract } from "@oneheart/contracts";
import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { recordStandings } from "../workflows/standing.ts";

/** An action that has its award again is shown again, with all that the award was: the event names only what was given back. */
export const onImpactReinstated = subscribe("on-impact-reinstated", impactInternal.events.impactReinstated, async (reinstated, ctx) => {
  const { action_id, zone_id, player_id, mission_id, ledger_id, recorded_at } = reinstated;
  const [impact, mission] = await Promise.all([
    ctx.call(impactInternal.operations.impactOfActions, { action_ids: [action_id] }),
    ctx.call(questContract.operations.getMission, { id: mission_id }),
  ]);
  const [award] = impact.items;
  // An action that earned nothing has no entry, and never will.
  if (award === undefined && ledger_id !== null) throw new Error(`action ${action_id} has its award again but no ledger entry`);
  const about = { title: mission.title, xp: award?.xp_delta ?? 0, occurred_at: new Date(award?.ledger_timestamp ?? recorded_at) };
  const standing = { shown: true, standing_at: ctx.event.emittedAt };
  await ctx.once(({ db }) => recordStandings(db, [{ action_id, zone_id, player_id, mission_id, ...about, ...standing }]));
});
