import { verificationInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { witnessStore } from "../store/witnesses.ts";

/** An approval that was taken back: those who disputed it were right. */
export const onActionReversed = subscribe("on-action-reversed", verificationInternal.events.actionReversed, async ({ proof_id }, ctx) => {
  await ctx.once((tx) => witnessStore(tx).judge(proof_id, "dispute", ctx.event.emittedAt));
});
