import { mapContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentZone, toFeature } from "../present.ts";
import { parseBounds } from "../rules/bounding-box.ts";
import { mapStore } from "../store/zones.ts";

/** Zones whose circle's box meets `bbox`, in the order of their ids. Zones that are switched off are for admins only. */
export const listZones = handle(mapContract.operations.listZones, async ({ bbox, cursor, limit, format }, ctx) => {
  const bounds = bbox === undefined ? undefined : (parseBounds(bbox) ?? ctx.fail("bbox_invalid", { bbox }));
  const hidden = ctx.principal.role === "admin";
  const rows = await mapStore(ctx).page({ limit: limit + 1, after: decodeIdCursor(cursor), bounds, hidden });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  const items = page.rows.map(presentZone);
  if (format === "json") return { items, next_cursor: page.next_cursor };
  return { type: "FeatureCollection" as const, features: items.map(toFeature), next_cursor: page.next_cursor };
});
