import { verificationInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { proofStore } from "../store/proofs.ts";

/** Takes over status and score of decisions. Harmless to repeat: an older decision changes nothing. */
export const onProofDecided = subscribeBatch("on-proof-decided", verificationInternal.events.proofDecided, {
  conflictKey: ({ proof_id }) => proof_id,
  run: (events, ctx) => proofStore(ctx).decide(events.map(({ payload }) => payload)),
});
