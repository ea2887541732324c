import { mapInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentZone } from "../present.ts";
import { mapStore } from "../store/zones.ts";

/** Several zones by id. */
export const findZones = handle(mapInternal.operations.findZones, async ({ ids }, ctx) => ({
  items: (await mapStore(ctx).find(ids)).map(presentZone),
}));
