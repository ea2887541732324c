import { proofInternal, verificationInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { told_ms_max } from "../rules/presence-age.ts";
import { presenceStore } from "../store/presence.ts";

/**
 * Verified evidence shows where its player was, as long as that can make a witness of the player. Harmless to repeat: an older decision
 * changes nothing.
 */
export const onProofDecided = subscribeBatch("on-proof-decided", verificationInternal.events.proofDecided, {
  conflictKey: ({ proof_id }) => proof_id,
  async run(events, ctx) {
    const { items } = await ctx.call(proofInternal.operations.findProofs, { ids: events.map(({ payload }) => payload.proof_id) });
    const proofs = new Map(items.map((proof) => [proof.proof_id, proof]));
    const oldest_ms = ctx.clock.now().getTime() - told_ms_max;
    const told = events.flatMap(({ payload: { proof_id, status, decision_no } }) => {
      const proof = proofs.get(proof_id);
      if (proof === undefined) throw new Error(`proof ${proof_id} is not known to the proof service`);
      const { player_id, lat, lng } = proof;
      const captured_at = new Date(proof.captured_at);
      if (captured_at.getTime() < oldest_ms) return [];
      return [{ proof_id, player_id, captured_at, lat, lng, verified: status === "verified", decision_no }];
    });
    await presenceStore(ctx).note(told);
  },
});
