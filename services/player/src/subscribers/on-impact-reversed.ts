import { impactContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { correctAward } from "../workflows/corrections.ts";

/** An award that was taken back is counted no more. */
export const onImpactReversed = subscribe("on-impact-reversed", impactContract.events.impactReversed, (reversed, ctx) =>
  correctAward(reversed, "reversed", ctx),
);
