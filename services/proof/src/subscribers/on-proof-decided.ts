import { verificationInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { proofStore } from "../store/proofs.ts";

/** Takes over the status and score of a decision. */
export const onProofDecided = subscribe("on-proof-decided", verificationInternal.events.proofDecided, async (decided, ctx) => {
  await ctx.once((tx) => proofStore(tx).decide(decided.proof_id, decided.status, decided.authenticity_score, decided.decision_no));
});
