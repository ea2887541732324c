import { z } from "zod";
import { defineContract, operation, refusal, signedIn } from "../common/define.ts";
import { Id, Latitude, Longitude, MostAllowed, ProofStatus, pageInput, pageOf, QuestStatusNow, shape, Time } from "../common/shared.ts";
import { Decision, Signal } from "../verification/assessment.ts";
import { Appeal } from "../verification/review.ts";
import { inputWords } from "../words/input-words.ts";
import { blurredCopyOperations } from "./blurred-copy.ts";
import { PictureConsent, pictureConsentOperations } from "./picture-consent.ts";

/** True types that are accepted; the file's bytes decide, not its name. */
export const MediaType = z.enum(["image/jpeg", "image/png", "image/webp", "image/heic", "video/mp4", "video/quicktime"]);
export type MediaType = z.infer<typeof MediaType>;

const receipt = {
  proof_id: Id,
  quest_id: Id,
  action_id: Id,
  media_type: MediaType,
  /** `sha256:` and 64 hexadecimal digits of the bytes as they arrived. */
  media_hash: z.string(),
  size_bytes: z.int(),
  status: ProofStatus,
  /** 0 to 100; null until it is analysed. */
  authenticity_score: z.int().nullable(),
  /** By the server's clock, as far as the client measured its own. */
  captured_at: Time,
  created_at: Time,
};
export const ProofReceipt = shape("ProofReceipt", receipt);

/** What the player can do about a proof, and until when. */
export const NextStep = shape("NextStep", {
  do: z.enum(["wait", "appeal", "take_new_photo", "hand_in", "nothing"]),
  until: Time.nullable(),
  /** For people, in the language that the request asks for. */
  words: z.string(),
});

export const Proof = shape("Proof", {
  ...receipt,
  player_id: Id,
  lat: Latitude,
  lng: Longitude,
  accuracy_m: z.number().nullable(),
  /** The player is not told who decided, and no note. */
  decision: Decision.nullable(),
  /** The decision's reason in words, in the language that the request asks for. */
  reason: z.string().nullable(),
  signals: z.array(Signal),
  appeal: Appeal.nullable(),
  next_step: NextStep,
  /** To whom its blurred pictures may be shown. */
  consent: PictureConsent,
  /** The original. */
  media_url: z.string(),
  /** A JPEG of at most 1280 pixels a side, without metadata, that every browser shows; null until it is made, and for videos. */
  picture_url: z.string().nullable(),
  thumbnail_url: z.string().nullable(),
});

/** A hundred years: clocks that were never set begin in 1970. */
const skewMax_ms = 100 * 366 * 86_400_000;

export const proofContract = defineContract({
  service: "proof",
  operations: {
    submitProof: operation({
      route: "POST /api/proof/submit",
      summary: "Send a photograph or a video as evidence for an active quest",
      access: ["player"],
      idempotent: true,
      limit: "upload",
      file: { field: "media", max_bytes: 200 * 1024 * 1024 },
      input: z.object({
        quest_id: Id,
        /** By the device's clock. */
        captured_at: Time,
        /**
         * How far the device's clock is ahead of the server's, in milliseconds: the device's time when an answer with `server_time` or a
         * `Date` header arrived, less that. It is taken off `captured_at`.
         */
        clock_skew_ms: z.int().min(-skewMax_ms).max(skewMax_ms).default(0),
        lat: Latitude,
        lng: Longitude,
        accuracy_m: z.number().min(0).max(100_000).optional(),
        nonce: z
          .string()
          .max(100)
          .regex(/^[\x20-\x7e]*$/, inputWords.printable_ascii)
          .optional(),
        mock_location: z.boolean().default(false),
        /** To whom else its pictures may be shown, blurred; it can be changed afterwards. */
        consent_public: z.boolean().default(false),
        consent_sponsor: z.boolean().default(false),
      }),
      output: ProofReceipt,
      status: 201,
      errors: {
        quest_not_found: 404,
        quest_not_active: refusal(409, QuestStatusNow),
        captured_after_end: refusal(422, shape("CapturedAfterEnd", { expires_at: Time, hand_in_until: Time.nullable() })),
        media_missing: 400,
        media_empty: 422,
        media_too_large: refusal(413, shape("MediaTooLarge", { max_bytes: z.int() })),
        media_type_unsupported: 415,
        media_unreadable: refusal(422, shape("MediaUnreadable", { media_type: MediaType })),
        media_dimensions_too_large: refusal(
          422,
          shape("MediaDimensionsTooLarge", { width: z.int(), height: z.int(), max_pixels: z.int() }),
        ),
        too_many_proofs: refusal(409, MostAllowed),
      },
    }),
    getProof: operation({
      route: "GET /api/proof/:id",
      summary:
        "A proof with its decision and what led to it; one's own, or any for admins; reviewers see evidence by the item that they hold",
      access: signedIn,
      input: z.object({ id: Id }),
      output: Proof,
      errors: { proof_not_found: 404 },
    }),
    listProofs: operation({
      route: "GET /api/proof/list",
      summary: "One's own proofs, newest first",
      access: signedIn,
      input: z.object({ ...pageInput, quest_id: Id.optional(), status: ProofStatus.optional() }),
      output: pageOf(ProofReceipt),
    }),
    ...blurredCopyOperations,
    ...pictureConsentOperations,
    /** Reached by the signed links of the embedded object store; the signature is the permission. */
    media: operation({
      route: "GET /objects/*key",
      summary: "The bytes behind a signed link",
      access: ["anyone"],
      answer: "bytes",
      limit: "none",
      input: z.object({ key: z.string().max(500), expires: z.string().max(20), signature: z.string().max(100) }),
      output: z.unknown(),
      errors: { link_invalid: 403, media_not_found: 404 },
    }),
  },
});
