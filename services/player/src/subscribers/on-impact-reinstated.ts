import { impactContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { correctAward } from "../workflows/corrections.ts";

/** An award that was given again is counted again. */
export const onImpactReinstated = subscribe("on-impact-reinstated", impactContract.events.impactReinstated, (reinstated, ctx) =>
  correctAward(reinstated, "reinstated", ctx),
);
