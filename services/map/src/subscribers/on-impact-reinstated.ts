import { impactContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { correctActivity } from "../workflows/correct-activity.ts";

/** What was given again is shown again, where it was. */
export const onImpactReinstated = subscribe(impactContract.events.impactReinstated, (reinstated, ctx) =>
  correctActivity(reinstated, "reinstated", ctx),
);
