import { proofInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { consentStore } from "../store/consent.ts";

/** What may be shown of proofs now: others keep which ones, and ask here before they show anything. */
export const shownProofs = handle(proofInternal.operations.shownProofs, async ({ proof_ids, use }, ctx) => {
  const byProof = Map.groupBy(await consentStore(ctx).shown(proof_ids, use), ({ proof_id }) => proof_id);
  return {
    items: [...byProof.values()].map((pictures) => {
      const { proof_id, action_id, captured_at, lat, lng } = pictures[0]!;
      const shown = pictures.map(({ picture_id, width_px, height_px }) => ({ picture_id, width_px, height_px }));
      return { proof_id, action_id, captured_at: captured_at.toISOString(), lat, lng, pictures: shown };
    }),
  };
});
