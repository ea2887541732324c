import { questContract } from "@oneheart/contracts";
import { awardOf, isRecorded, isReversed, type RewardChanged, rewardStory } from "@oneheart/contracts/internal";
import { type BaseContext, type HeardEvent, subscribeBatch } from "@oneheart/kernel";
import type { ActionRow } from "../store/community.ts";
import { recordStandings } from "../workflows/standing.ts";

/** Verified actions are shown in their zones' communities; those that lost their approval are not, until they have it again. */
export const onRewardChanged = subscribeBatch(
  rewardStory.name,
  rewardStory.events,
  {
    conflictKey: ({ action_id }) => action_id,
    async run(events, ctx) {
      const news = new Map(
        await Promise.all(events.map(async ({ payload, event }) => [payload.action_id, await newsOf(payload, event, ctx)] as const)),
      );
      await ctx.once((db, members) =>
        recordStandings(
          db,
          members.map(({ payload }) => news.get(payload.action_id)!),
        ),
      );
    },
  },
  rewardStory.options,
);

async function newsOf(reward: RewardChanged, event: HeardEvent["event"], ctx: Pick<BaseContext, "call">): Promise<ActionRow> {
  const { action_id, zone_id, player_id, mission_id, recorded_at } = reward;
  const row = { action_id, zone_id, player_id, mission_id, standing_at: event.emittedAt };
  // What is hidden keeps what is known of it.
  if (isReversed(reward)) return { ...row, title: "", xp: 0, occurred_at: new Date(recorded_at), shown: false };
  const award = isRecorded(reward) ? reward : await awardOf(reward, ctx.call);
  // An event of an earlier version does not tell the title.
  const title = reward.title ?? (await ctx.call(questContract.operations.getMission, { id: mission_id })).title;
  return { ...row, title, xp: award.xp, occurred_at: new Date(award.recorded_at), shown: true };
}
