import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { recordStandings } from "../workflows/standing.ts";

/** An action whose award was taken back is shown no longer. */
export const onImpactReversed = subscribe("on-impact-reversed", impactInternal.events.impactReversed, async (reversed, ctx) => {
  const { action_id, zone_id, player_id, mission_id } = reversed;
  const about = { title: "", xp: 0, occurred_at: new Date(reversed.recorded_at) };
  const standing = { shown: false, standing_at: ctx.event.emittedAt };
  await ctx.once(({ db }) => recordStandings(db, [{ action_id, zone_id, player_id, mission_id, ...about, ...standing }]));
});
