import { impactContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { correctActivity } from "../workflows/correct-activity.ts";

/** What was given again is shown again, where it was. */
export const onImpactReinstated = subscribe("on-impact-reinstated", impactContract.events.impactReinstated, (reinstated, ctx) =>
  correctActivity(reinstated, "reinstated", ctx),
);
