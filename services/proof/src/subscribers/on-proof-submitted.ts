import { proofInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { proofStore } from "../store/proofs.ts";
import { mediaQueue } from "../workers/queues.ts";

/** Asks for the small copies, off the request path. Harmless to repeat. */
export const onProofSubmitted = subscribeBatch("on-proof-submitted", proofInternal.events.proofSubmitted, {
  async run(events, ctx) {
    const ids = events.map(({ payload }) => payload.proof_id);
    await ctx.backing.queue.add(
      mediaQueue,
      ids.map((proof_id) => ({ job_id: proof_id, payload: { proof_id } })),
    );
    await proofStore(ctx).markVerifying(ids);
  },
});
