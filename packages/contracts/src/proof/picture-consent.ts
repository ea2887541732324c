/** For what a player lets the pictures of a proof be shown. It stands beside the release of blurred copies: others see a picture with both only. */
import { z } from "zod";
import { operation } from "../common/define.ts";
import { Id, shape } from "../common/shared.ts";

/** Whom a picture may be shown to: everybody, or the sponsors whose money paid for its action. */
export const PictureUse = z.enum(["public", "sponsor"]);
export type PictureUse = z.infer<typeof PictureUse>;

export const PictureConsent = shape("PictureConsent", {
  /** Whoever sends evidence lets it be verified; it ends when the person is erased. */
  verify: z.boolean(),
  public: z.boolean(),
  sponsor: z.boolean(),
});
export type PictureConsent = z.infer<typeof PictureConsent>;

export const pictureConsentOperations = {
  setPictureConsent: operation({
    route: "PUT /api/proof/:id/consent",
    summary: "Say to whom the blurred pictures of one's proof may be shown; what is taken back is shown to nobody from then on",
    access: ["player"],
    audited: true,
    input: z.object({ id: Id, public: z.boolean(), sponsor: z.boolean() }),
    output: PictureConsent,
    errors: { proof_not_found: 404 },
  }),
  /** Reached by the links of the gallery; the sealed name is the permission. */
  sponsorPicture: operation({
    route: "GET /api/sponsor-pictures/:sealed",
    summary: "The bytes behind a link of a sponsor's gallery, as long as the picture may be shown",
    access: ["anyone"],
    answer: "bytes",
    limit: "none",
    input: z.object({ sealed: z.string().max(1000) }),
    output: z.unknown(),
    errors: { link_invalid: 403, media_not_found: 404 },
  }),
};
