import { defineContract } from "../common/define.ts";
import { ownDataOperation } from "../internal/own-data.ts";

/** What only services ask of each other here. */
export const analyticsInternal = defineContract({
  service: "analytics",
  operations: { ownData: ownDataOperation },
});
