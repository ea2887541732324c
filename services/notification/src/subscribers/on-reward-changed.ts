import { rewardStory } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { rewardNotices } from "../rules/notices.ts";
import { notifyAll } from "../workflows/notifications.ts";

/** The reward, a new level, new badges; that it was taken back, and given again. */
export const onRewardChanged = subscribeBatch(
  rewardStory.name,
  rewardStory.events,
  {
    run: (events, ctx) =>
      notifyAll(
        ctx,
        events.map(({ payload, event }) => ({ event, player_id: payload.player_id, notices: rewardNotices(payload) })),
      ),
  },
  rewardStory.options,
);
