import type { mapContract, Output } from "@oneheart/contracts";
import { type AreaRow, monthOf } from "./store/areas.ts";
import type { ActivityRow, ZoneRow } from "./store/rows.ts";

export type Zone = Output<typeof mapContract.operations.getZone>;
type Area = Output<typeof mapContract.operations.listAreas>["items"][number];
type Activity = Output<typeof mapContract.operations.zoneActivity>["items"][number];

/** A zone as clients see it. */
export function presentZone(row: ZoneRow): Zone {
  return { ...row, retired_at: row.retired_at?.toISOString() ?? null, created_at: row.created_at.toISOString() };
}

/** One line of a zone's activity. */
export function presentActivity({ zone_id: _, ...row }: ActivityRow): Activity {
  return { ...row, occurred_at: row.occurred_at.toISOString() };
}

/** A zone as a GeoJSON feature (RFC 7946): its centre as a point, its circle as `radius_km`. */
export function toFeature({ id, location_lat, location_lng, ...properties }: Zone): Record<string, unknown> {
  return { type: "Feature", id, geometry: { type: "Point", coordinates: [location_lng, location_lat] }, properties };
}

/** An area with one of its boundaries. */
export function presentArea({ area_id, code, level, parent_id, name, name_local, population, from, to }: AreaRow): Area {
  return { id: area_id, code, level, parent_id, name, name_local, population, valid_from: monthOf(from), valid_to: to };
}
