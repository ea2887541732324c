import { mapInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentZone } from "../present.ts";
import { snapped } from "../rules/place.ts";
import { mapStore } from "../store/zones.ts";

/** Active zones by the distance of their centres. */
export const zonesNear = handle(mapInternal.operations.zonesNear, async ({ limit, lat, lng }, ctx) => ({
  items: (await mapStore(ctx).near({ lat: snapped(lat), lng: snapped(lng) }, limit)).map(presentZone),
}));
