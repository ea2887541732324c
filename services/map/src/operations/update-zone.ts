import { mapContract } from "@oneheart/contracts";
import { mapInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentZone } from "../present.ts";
import { withSnappedCentre } from "../rules/place.ts";
import { timeZoneNamed } from "../rules/time-zone.ts";
import type { ZoneRow } from "../store/rows.ts";
import { mapStore } from "../store/zones.ts";
import { placeZone } from "../workflows/place-zone.ts";
import { timeZoneAt } from "../workflows/time-zone-at.ts";

/** Changes a zone; one that moves keeps the time of its new place, unless an administrator set its time zone. */
export const updateZone = handle(mapContract.operations.updateZone, async ({ id, time_zone: named, allow_duplicate, ...change }, ctx) =>
  ctx.transaction(async (tx) => {
    const zones = mapStore(tx);
    const before = (await zones.lock(id)) ?? ctx.fail("zone_not_found");
    const moved = withSnappedCentre({ ...before, ...withoutAbsent(change) });
    if (moved.is_active) moved.retired_at = null;
    if (named !== undefined) moved.time_zone_is_set = named !== null;
    if (typeof named === "string") moved.time_zone = timeZoneNamed(named) ?? ctx.fail("time_zone_unknown", { time_zone: named });
    const zone = moved.time_zone_is_set ? moved : { ...moved, time_zone: timeZoneAt(moved) };
    const twin = allow_duplicate || !isElsewhere(before, zone) ? undefined : await zones.namesake(zone);
    if (twin !== undefined) ctx.fail("zone_exists", { zone_id: twin });
    await zones.update(zone);
    if (before.location_lat !== zone.location_lat || before.location_lng !== zone.location_lng)
      await placeZone(tx.db, zone, ctx.clock.now());
    tx.emit(mapInternal.events.zoneChanged, { zone_id: zone.id });
    return presentZone(zone);
  }),
);

/** Whether it has another name or place. */
function isElsewhere(before: ZoneRow, after: ZoneRow): boolean {
  return (["name", "location_lat", "location_lng", "radius_km"] as const).some((field) => before[field] !== after[field]);
}

function withoutAbsent<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}
