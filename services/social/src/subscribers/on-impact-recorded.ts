import { questContract } from "@oneheart/contracts";
import { impactInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { recordStandings } from "../workflows/standing.ts";

/** Verified actions are shown in their zones' communities. */
export const onImpactRecorded = subscribeBatch("on-impact-recorded", impactInternal.events.impactRecorded, {
  conflictKey: ({ action_id }) => action_id,
  async run(events, ctx) {
    const news = new Map(
      await Promise.all(
        events.map(async ({ payload: impact, event }) => {
          const { action_id, zone_id, player_id, mission_id, xp } = impact;
          // An event of an earlier version does not tell the title.
          const title = impact.title ?? (await ctx.call(questContract.operations.getMission, { id: mission_id })).title;
          const row = { action_id, zone_id, player_id, mission_id, title, xp, occurred_at: new Date(impact.recorded_at) };
          return [action_id, { ...row, shown: true, standing_at: event.emittedAt }] as const;
        }),
      ),
    );
    await ctx.once((db, members) =>
      recordStandings(
        db,
        members.map(({ payload }) => news.get(payload.action_id)!),
      ),
    );
  },
});
