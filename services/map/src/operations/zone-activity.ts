import { mapContract } from "@oneheart/contracts";
import { decodeMomentCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentActivity } from "../present.ts";
import { mapStore } from "../store/zones.ts";

/** What was verified in a zone, newest first. */
export const zoneActivity = handle(mapContract.operations.zoneActivity, async ({ id, cursor, limit }, ctx) => {
  const map = mapStore(ctx);
  if ((await map.zone(id)) === undefined) ctx.fail("zone_not_found");
  const rows = await map.activity(id, limit + 1, decodeMomentCursor(cursor));
  const page = pageFrom(rows, limit, (row) => [row.occurred_at.toISOString(), row.id]);
  return { items: page.rows.map(presentActivity), next_cursor: page.next_cursor };
});
