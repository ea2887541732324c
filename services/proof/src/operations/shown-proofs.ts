import { proofInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { consentStore } from "../store/consent.ts";
import { sponsorLinks } from "../workflows/sponsor-links.ts";

/** What sponsors may see of proofs now: whoever keeps which ones asks here before anything is shown. */
export const shownProofs = handle(proofInternal.operations.shownProofs, async ({ proof_ids }, ctx) => {
  const byProof = Map.groupBy(await consentStore(ctx).shownToSponsors(proof_ids), ({ proof_id }) => proof_id);
  return {
    items: [...byProof.values()].map((pictures) => {
      const { proof_id, action_id, captured_at, lat, lng } = pictures[0]!;
      const shown = pictures.map(({ picture_id, width_px, height_px }) => ({
        ...{ picture_id, width_px, height_px },
        picture_url: sponsorLinks.to(picture_id, ctx),
      }));
      return { proof_id, action_id, captured_at: captured_at.toISOString(), lat, lng, pictures: shown };
    }),
  };
});
