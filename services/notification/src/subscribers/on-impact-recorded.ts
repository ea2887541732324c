import { impactInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { impactNotices } from "../rules/notices.ts";
import { notifyAll } from "../workflows/notifications.ts";

/** The reward, a new level, new badges. */
export const onImpactRecorded = subscribeBatch("on-impact-recorded", impactInternal.events.impactRecorded, {
  run: (events, ctx) =>
    notifyAll(
      ctx,
      events.map(({ payload, event }) => ({ event, player_id: payload.player_id, notices: impactNotices(payload) })),
    ),
});
