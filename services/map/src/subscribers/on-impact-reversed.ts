import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { correctActivity } from "../workflows/correct-activity.ts";

/** What was taken back is shown no longer. */
export const onImpactReversed = subscribe("on-impact-reversed", impactInternal.events.impactReversed, (reversed, ctx) =>
  correctActivity(reversed, "reversed", ctx),
);
