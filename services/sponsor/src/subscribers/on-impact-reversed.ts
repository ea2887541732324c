import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { correctAction } from "../workflows/correct-action.ts";

/** What a sponsor paid for an action that was taken back is the sponsor's again. */
export const onImpactReversed = subscribe("on-impact-reversed", impactInternal.events.impactReversed, async (reversed, ctx) => {
  await ctx.once((tx) => correctAction(tx, { ...reversed, kind: "reversal", at: new Date(reversed.recorded_at) }, ctx));
});
