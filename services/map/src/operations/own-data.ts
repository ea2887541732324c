import { mapInternal, playerInternal } from "@oneheart/contracts/internal";
import { handleOwnData, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";

const activity = ownTable({
  name: "zone_activity",
  from: sql`zone_activity t`,
  columns: sql`t.zone_id, t.kind, t.mission_id, t.title, t.xp_delta, t.occurred_at`,
  whose: (did) => sql`t.player_did = ${did}`,
});

/** What zones show of the person, whom they know by DID. */
export const ownData = handleOwnData(mapInternal.operations.ownData, [
  {
    name: activity.name,
    async page(ctx, player_id, after, limit) {
      const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: [player_id] });
      return items[0] === undefined ? [] : activity.page(ctx, items[0].user_did, after, limit);
    },
  },
]);
