import { mapContract } from "@oneheart/contracts";
import { mapInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentZone } from "../present.ts";
import { withSnappedCentre } from "../rules/place.ts";
import { timeZoneNamed } from "../rules/time-zone.ts";
import { mapStore } from "../store/zones.ts";
import { placeZone } from "../workflows/place-zone.ts";
import { timeZoneAt } from "../workflows/time-zone-at.ts";

/** Adds a zone; its centre gives its time zone, unless it is named. */
export const createZone = handle(mapContract.operations.createZone, async ({ time_zone: named, allow_duplicate, ...input }, ctx) => {
  const placed = withSnappedCentre(input);
  const time_zone = named === null ? timeZoneAt(placed) : (timeZoneNamed(named) ?? ctx.fail("time_zone_unknown", { time_zone: named }));
  const made = { id: ctx.newId(), is_active: true, retired_at: null, created_at: ctx.clock.now() };
  const zone = { ...placed, ...made, time_zone, time_zone_is_set: named !== null };
  return ctx.answer(async (tx) => {
    const zone_id = allow_duplicate ? undefined : await mapStore(tx).namesake(zone);
    if (zone_id !== undefined) ctx.fail("zone_exists", { zone_id });
    await mapStore(tx).insert(zone);
    await placeZone(tx.db, zone, zone.created_at);
    tx.emit(mapInternal.events.zoneChanged, { zone_id: zone.id });
    return presentZone(zone);
  });
});
