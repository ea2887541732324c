import { questInternal } from "@oneheart/contracts/internal";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentMission } from "../present.ts";
import { missionStore } from "../store/missions.ts";

/** Missions of a zone that are open now, newest first. */
export const missionsInZone = handle(questInternal.operations.missionsInZone, async ({ zone_id, cursor, limit }, ctx) => {
  const rows = await missionStore(ctx).inZone(zone_id, { now: ctx.clock.now(), limit: limit + 1, before: decodeIdCursor(cursor) });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  return { items: page.rows.map(presentMission), next_cursor: page.next_cursor };
});
