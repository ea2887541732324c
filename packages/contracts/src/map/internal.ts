import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, Latitude, Longitude, listOf, shape } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { readMany } from "../internal/read-many.ts";
import { Area } from "./areas.ts";
import { mapContract, Zone } from "./public.ts";

const Month = z.string();

/** Where a zone lies from a month (null: from the beginning) up to another one, that one not included: ids of areas, the widest first. */
const ZonePlace = shape("ZonePlace", { zone_id: Id, from: Month.nullable(), to: Month.nullable(), path: z.array(Id) });

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
    areaPlaces: operation({
      summary: "Which areas each zone lies in, from when to when, with the areas; the version grows whenever that changes",
      access: ["internal"],
      input: z.object({ version_seen: z.int().optional() }),
      output: shape("AreaPlaces", {
        version: z.int(),
        /** Null where the version is the one that was seen. */
        places: shape("AreaTree", { zones: z.array(ZonePlace), areas: z.array(Area) }).nullable(),
      }),
    }),
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
