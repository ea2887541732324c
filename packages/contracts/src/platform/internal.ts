import { z } from "zod";
import { defineContract, operation } from "../common/define.ts";
import { shape } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";

/** What only services ask of each other here, and what they tell. */
export const platformInternal = defineContract({
  service: "platform",
  operations: {
    ownData: ownDataOperation,
    deadJobCount: operation({
      summary: "How many jobs gave up",
      access: ["internal"],
      input: z.object({}),
      output: shape("DeadJobCount", { jobs: z.int() }),
    }),
  },
});
