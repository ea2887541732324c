import { mapContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentZone } from "../present.ts";
import { withSnappedCentre } from "../rules/place.ts";
import { timeZoneAt } from "../rules/time-zone.ts";
import { mapStore } from "../store/zones.ts";

/** Adds a zone; its centre gives its time zone. */
export const createZone = handle(mapContract.operations.createZone, async (input, ctx) => {
  const placed = withSnappedCentre(input);
  const zone = { ...placed, id: ctx.newId(), time_zone: timeZoneAt(placed), is_active: true, created_at: ctx.clock.now() };
  return ctx.transaction(async (tx) => {
    await mapStore(tx).insert(zone);
    tx.emit(mapContract.events.zoneChanged, { zone_id: zone.id });
    return presentZone(zone);
  });
});
