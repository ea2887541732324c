import { defineContract } from "../common/define.ts";
import { ownDataOperation } from "../internal/own-data.ts";

/** What only services ask of each other here, and what they tell. */
export const platformInternal = defineContract({
  service: "platform",
  operations: {
    ownData: ownDataOperation,
  },
});
