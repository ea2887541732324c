import { impactInternal, isReversed } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { correctAction } from "../workflows/correct-action.ts";

const { impactReversed, impactReinstated } = impactInternal.events;

/** What a sponsor paid for an action that was taken back is the sponsor's again; one that counts again is paid for again. */
export const onRewardCorrected = subscribe(
  "on-reward-corrected",
  [impactReversed, impactReinstated],
  async (corrected, ctx) => {
    const kind = isReversed(corrected) ? "reversal" : "reinstatement";
    await ctx.once((tx) => correctAction(tx, { ...corrected, kind, at: new Date(corrected.recorded_at) }, ctx));
  },
  { earlier: ["on-impact-reversed", "on-impact-reinstated"] },
);
