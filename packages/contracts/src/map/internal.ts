import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, Latitude, Longitude, listOf } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { readMany } from "../internal/read-many.ts";
import { mapContract, Zone } from "./public.ts";

/** What only services ask of each other here, and what they tell. */
export const mapInternal = defineContract({
  service: "map",
  operations: {
    ownData: ownDataOperation,
    findZones: operation({
      summary: "Several zones by id; unknown ones are left out",
      access: ["internal"],
      input: z.object({ ids: z.array(Id).max(200) }),
      output: listOf(Zone),
    }),
    readZones: readMany(mapContract.operations.getZone, "Many zones"),
    /** Zones whose centre is nearest to a point, nearest first. */
    zonesNear: operation({
      summary: "Zones near a point",
      access: ["internal"],
      input: z.object({ lat: Latitude, lng: Longitude, limit: z.int().min(1).max(100).default(20) }),
      output: listOf(Zone),
    }),
  },
  events: { zoneChanged: event("zone.changed", z.object({ zone_id: Id })) },
});
