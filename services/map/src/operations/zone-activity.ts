import { mapContract } from "@oneheart/contracts";
import { decodeCursor, foreignCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentActivity } from "../present.ts";
import { mapStore } from "../store.ts";

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What was verified in a zone, newest first. */
export const zoneActivity = handle(mapContract.operations.zoneActivity, async ({ id, cursor, limit }, ctx) => {
  const map = mapStore(ctx);
  if ((await map.zone(id)) === undefined) ctx.fail("zone_not_found");
  const rows = await map.activity(id, limit + 1, positionOf(cursor));
  const page = pageFrom(rows, limit, (row) => [row.occurred_at.toISOString(), row.id]);
  return { items: page.rows.map(presentActivity), next_cursor: page.next_cursor };
});

function positionOf(cursor: string | undefined): { occurred_at: Date; id: string } | undefined {
  const parts = decodeCursor(cursor, 2)?.map(String);
  if (parts === undefined) return undefined;
  const [at, id] = parts as [string, string];
  const occurred_at = new Date(at);
  if (time.test(at) && !Number.isNaN(occurred_at.getTime()) && uuid.test(id)) return { occurred_at, id };
  throw foreignCursor();
}
