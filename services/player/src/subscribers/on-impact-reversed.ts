import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { correctAward } from "../workflows/corrections.ts";

/** An award that was taken back is counted no more. */
export const onImpactReversed = subscribe("on-impact-reversed", impactInternal.events.impactReversed, (reversed, ctx) =>
  correctAward(reversed, "reversed", ctx),
);
