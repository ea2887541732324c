import { proofInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { findProof } from "../analysis/find-proof.ts";
import { assessmentStore } from "../assessment/store.ts";
import { behaviourStore } from "../behaviour/store.ts";
import { analysisQueue } from "../workers/analyse-proof.ts";

/**
 * Notes the file, and where and when it was captured, then hands the heavy work to the work queue. The analysis happens once however
 * often it is asked for.
 */
export const onProofSubmitted = subscribe("on-proof-submitted", proofInternal.events.proofSubmitted, async (submitted, ctx) => {
  const proof = await findProof(submitted.proof_id, ctx);
  const sent = { ...submitted, media_hash: proof.media_hash, received_at: new Date(proof.received_at) };
  const now = ctx.clock.now();
  await ctx.once(async (tx) => {
    await assessmentStore(tx).addFingerprint(sent, now);
    await behaviourStore(tx).addCapture({ ...proof, captured_at: new Date(proof.captured_at), received_at: sent.received_at });
  });
  await ctx.backing.queue.add(analysisQueue, [{ job_id: submitted.proof_id, payload: { ...submitted } }]);
});
