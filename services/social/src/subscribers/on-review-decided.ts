import { verificationInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { witnessStore } from "../store/witnesses.ts";

/** A reviewer's final decision says which witnesses were right. What rules alone decide does not, or rings would make themselves reliable. */
export const onReviewDecided = subscribe(
  "on-review-decided",
  verificationInternal.events.reviewDecided,
  async ({ proof_id, decision, final }, ctx) => {
    if (!final) return;
    const right = decision === "approve" ? "confirm" : "dispute";
    await ctx.once((tx) => witnessStore(tx).judge(proof_id, right, ctx.event.emittedAt));
  },
);
