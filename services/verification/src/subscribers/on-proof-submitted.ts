import { proofInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { assessmentStore } from "../assessment/store.ts";
import { behaviourStore } from "../behaviour/store.ts";
import { analysisQueue } from "../workers/analyse-proof.ts";

/**
 * Notes the files, and where and when they were captured, then hands the heavy work to the work queue. Harmless to repeat: each is noted
 * and analysed once.
 */
export const onProofSubmitted = subscribeBatch("on-proof-submitted", proofInternal.events.proofSubmitted, {
  async run(events, ctx) {
    const submitted = events.map(({ payload }) => payload);
    const { items } = await ctx.call(proofInternal.operations.findProofs, { ids: submitted.map(({ proof_id }) => proof_id) });
    const proofs = new Map(items.map((proof) => [proof.proof_id, proof]));
    for (const { proof_id } of submitted) if (!proofs.has(proof_id)) throw new Error(`proof ${proof_id} is not known to the proof service`);
    await assessmentStore(ctx).addFingerprints(items, ctx.clock.now());
    await behaviourStore(ctx).addCaptures(items);
    const jobs = submitted.map((subject) => ({ job_id: subject.proof_id, payload: { ...subject } }));
    await ctx.backing.queue.add(analysisQueue, jobs);
  },
});
