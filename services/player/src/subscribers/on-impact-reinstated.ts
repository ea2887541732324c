import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { correctAward } from "../workflows/corrections.ts";

/** An award that was given again is counted again. */
export const onImpactReinstated = subscribe("on-impact-reinstated", impactInternal.events.impactReinstated, (reinstated, ctx) =>
  correctAward(reinstated, "reinstated", ctx),
);
