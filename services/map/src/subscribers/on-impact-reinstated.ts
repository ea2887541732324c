import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { correctActivity } from "../workflows/correct-activity.ts";

/** What was given again is shown again, where it was. */
export const onImpactReinstated = subscribe("on-impact-reinstated", impactInternal.events.impactReinstated, (reinstated, ctx) =>
  correctActivity(reinstated, "reinstated", ctx),
);
