import { verificationContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { witnessStore } from "../store/witnesses.ts";

/** An approval that was taken back: those who disputed it were right. */
export const onActionReversed = subscribe("on-action-reversed", verificationContract.events.actionReversed, async ({ proof_id }, ctx) => {
  await ctx.once((tx) => witnessStore(tx).judge(proof_id, "dispute", ctx.event.emittedAt));
});
