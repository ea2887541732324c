import { proofContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { findProof } from "../analysis/gather-facts.ts";
import { assessmentStore } from "../store.ts";
import { analysisQueue } from "../workers/analyse-proof.ts";

/** Notes the file, then hands the heavy work to the work queue. The analysis happens once however often it is asked for. */
export const onProofSubmitted = subscribe(proofContract.events.proofSubmitted, async (submitted, ctx) => {
  const proof = await findProof(submitted.proof_id, ctx);
  const sent = { ...submitted, media_hash: proof.media_hash, received_at: new Date(proof.received_at) };
  await ctx.once((tx) => assessmentStore(tx).addFingerprint(sent, ctx.clock.now()));
  await ctx.backing.queue.add(analysisQueue, { ...submitted }, { job_id: submitted.proof_id });
});
