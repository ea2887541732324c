import { mapContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentZone } from "../present.ts";
import { mapStore } from "../store/zones.ts";

/** One zone. */
export const getZone = handle(mapContract.operations.getZone, async ({ id }, ctx) =>
  presentZone((await mapStore(ctx).zone(id)) ?? ctx.fail("zone_not_found")),
);
