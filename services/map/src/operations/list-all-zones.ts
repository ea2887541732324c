import { mapContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentZone } from "../present.ts";
import { mapStore } from "../store/zones.ts";

/** Every zone, or those in one state, newest first. */
export const listAllZones = handle(mapContract.operations.listAllZones, async ({ cursor, limit, state }, ctx) => {
  const rows = await mapStore(ctx).all({ limit: limit + 1, before: decodeIdCursor(cursor), state });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  return { items: page.rows.map(presentZone), next_cursor: page.next_cursor };
});
