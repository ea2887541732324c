import type { mapContract, Output } from "@oneheart/contracts";
import type { ActivityRow, ZoneRow } from "./store/rows.ts";

export type Zone = Output<typeof mapContract.operations.getZone>;
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
