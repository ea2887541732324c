import { mapContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentZone } from "../present.ts";
import { withSnappedCentre } from "../rules/place.ts";
import { timeZoneAt } from "../rules/time-zone.ts";
import { mapStore } from "../store/zones.ts";

/** Changes a zone; a zone that moves keeps the time of its new place. */
export const updateZone = handle(mapContract.operations.updateZone, async ({ id, ...change }, ctx) =>
  ctx.transaction(async (tx) => {
    const zones = mapStore(tx);
    const before = (await zones.lock(id)) ?? ctx.fail("zone_not_found");
    const moved = withSnappedCentre({ ...before, ...withoutAbsent(change) });
    const zone = { ...moved, time_zone: timeZoneAt(moved) };
    await zones.update(zone);
    tx.emit(mapContract.events.zoneChanged, { zone_id: zone.id });
    return presentZone(zone);
  }),
);

function withoutAbsent<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}
