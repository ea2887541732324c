import { z } from "zod";
import { defineContract, event } from "../common/define.ts";
import { Id } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";

/** What only services ask of each other here, and what they tell. */
export const analyticsInternal = defineContract({
  service: "analytics",
  operations: { ownData: ownDataOperation },
  events: { exportRequested: event("analytics.export_requested", z.object({ export_id: Id })) },
});
