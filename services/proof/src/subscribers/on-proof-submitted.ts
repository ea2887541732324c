import { proofInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { proofStore } from "../store/proofs.ts";
import { mediaQueue } from "../workers/make-copies.ts";

/** Asks for the small copies, off the request path. */
export const onProofSubmitted = subscribe("on-proof-submitted", proofInternal.events.proofSubmitted, async ({ proof_id }, ctx) => {
  await ctx.backing.queue.add(mediaQueue, [{ job_id: proof_id, payload: { proof_id } }]);
  await ctx.once((tx) => proofStore(tx).markVerifying(proof_id));
});
