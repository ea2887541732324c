import { questContract } from "@oneheart/contracts";
import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { recordStanding } from "../workflows/standing.ts";

/** A verified action is shown in its zone's community. */
export const onImpactRecorded = subscribe("on-impact-recorded", impactInternal.events.impactRecorded, async (impact, ctx) => {
  const { title } = await ctx.call(questContract.operations.getMission, { id: impact.mission_id });
  const { action_id, zone_id, player_id, mission_id, xp } = impact;
  const row = { action_id, zone_id, player_id, mission_id, title, xp, occurred_at: new Date(impact.recorded_at) };
  await ctx.once((tx) => recordStanding(tx, { ...row, shown: true, standing_at: ctx.event.emittedAt }));
});
