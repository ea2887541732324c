import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { defaultLanguage, languageOf } from "@oneheart/messages";
import { hiddenBecause, hiddenWords } from "../rules/hidden.ts";
import { copyStore } from "../store/blurred-copies.ts";
import { proofStore } from "../store/proofs.ts";

/** What everybody may see of a proof. One that is not verified, or whose player was erased, is unknown to others. */
export const releasedPictures = handle(proofContract.operations.releasedPictures, async ({ id }, ctx) => {
  const proof = await proofStore(ctx).evidence(id);
  if (proof?.status !== "verified" || proof.erased_at !== null) return ctx.fail("proof_not_found");
  const copies = await copyStore(ctx).ofProofs([id]);
  const hidden = hiddenBecause(copies, proof.consent_public);
  const language = languageOf(ctx.source.acceptLanguage) ?? defaultLanguage;
  return {
    items: (hidden === null ? copies : [])
      .filter(({ state }) => state === "released")
      .map(({ id: picture_id, width_px, height_px, at_ms }) => ({
        picture_id,
        picture_url: `/api/pictures/${picture_id}`,
        width_px: width_px!,
        height_px: height_px!,
        at_ms,
      })),
    hidden: hidden === null ? null : { code: hidden, words: hiddenWords(hidden, language) },
  };
});
