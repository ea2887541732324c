import { verificationInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { proofStore } from "../store/proofs.ts";
import { askForBlurring } from "../workflows/open-copies.ts";

/** Takes over status and score of decisions, and asks for blurred copies of what is verified. Harmless to repeat: an older decision changes nothing. */
export const onProofDecided = subscribeBatch("on-proof-decided", verificationInternal.events.proofDecided, {
  conflictKey: ({ proof_id }) => proof_id,
  async run(events, ctx) {
    await proofStore(ctx).decide(events.map(({ payload }) => payload));
    const verified = events.filter(({ payload }) => payload.status === "verified").map(({ payload }) => payload.proof_id);
    if (verified.length > 0) await askForBlurring(verified, ctx);
  },
});
