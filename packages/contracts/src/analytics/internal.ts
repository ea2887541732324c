import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, listOf, shape } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";

/** What only services ask of each other here, and what they tell. */
export const analyticsInternal = defineContract({
  service: "analytics",
  operations: {
    ownData: ownDataOperation,
    zoneWindows: operation({
      summary: "Verified actions of zones, whoever paid for them, in windows of so many days from a day on; empty ones are left out",
      access: ["internal"],
      input: z.object({
        zone_ids: z.array(Id).max(200),
        from: z.iso.date(),
        days: z.int().min(1).max(366),
        windows: z.int().min(1).max(20),
      }),
      output: listOf(shape("ZoneWindow", { zone_id: Id, window: z.int(), actions: z.int() })),
    }),
  },
  events: { exportRequested: event("analytics.export_requested", z.object({ export_id: Id })) },
});
