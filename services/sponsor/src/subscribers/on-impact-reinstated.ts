import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { correctAction } from "../workflows/correct-action.ts";

/** An action that counts again is paid for again, as far as the money is there. */
export const onImpactReinstated = subscribe("on-impact-reinstated", impactInternal.events.impactReinstated, async (reinstated, ctx) => {
  await ctx.once((tx) => correctAction(tx, { ...reinstated, kind: "reinstatement", at: new Date(reinstated.recorded_at) }, ctx));
});
