/** Copies of evidence in which faces are blurred: the only pictures that anyone but the player, reviewers and administrators sees. */
import { z } from "zod";
import { operation, refusal, signedIn } from "../common/define.ts";
import { Id, Latitude, Longitude, listOf, pageInput, pageOf, shape, Time } from "../common/shared.ts";

/** Why a copy cannot be made, so that nothing is released. */
export const CopyObstacle = z.enum(["detector_missing", "detector_failed", "picture_unreadable"]);
export type CopyObstacle = z.infer<typeof CopyObstacle>;

/** `preparing` until faces were looked for and what was found is blurred; `blocked` where that cannot be done. */
export const CopyState = z.enum(["preparing", "blocked", "ready", "released", "withdrawn"]);
export type CopyState = z.infer<typeof CopyState>;

/** Why something is not shown, for a program and for people, in the language that the request asks for. */
const Obstacle = shape("CopyObstacle", { code: CopyObstacle, words: z.string() });

const pixel = z.int().min(0).max(10_000);

/** A rectangle of the copy, in its pixels. */
const rectangle = { left: pixel, top: pixel, width: pixel.min(1), height: pixel.min(1) };

export const BlurRegion = shape("BlurRegion", { region_id: Id, ...rectangle, found_by: z.enum(["detector", "person"]) });

const copy = {
  copy_id: Id,
  /** For administrators only: a reviewer may meet the same evidence in the queue. */
  proof_id: Id.nullable(),
  /** Of a video: which still it is, and where in it. */
  still_no: z.int(),
  at_ms: z.int().nullable(),
  width_px: z.int().nullable(),
  height_px: z.int().nullable(),
  state: CopyState,
  obstacle: Obstacle.nullable(),
  /** Grows with each change of the regions. */
  revision: z.int(),
  released_at: Time.nullable(),
  created_at: Time,
};

export const BlurredCopy = shape("BlurredCopy", copy);

export const BlurredCopyDetail = shape("BlurredCopyDetail", {
  ...copy,
  regions: z.array(BlurRegion),
  /** Whether there is a change of the regions to undo. */
  can_undo: z.boolean(),
  /** The picture as the player sent it, and as others would see it; the latter is null until it is made. */
  original_url: z.string().nullable(),
  blurred_url: z.string().nullable(),
});

const CopyStateNow = shape("CopyStateNow", { state: CopyState });

/** Why nothing of a proof is shown to others. */
export const HiddenBecause = z.enum([...CopyObstacle.options, "not_allowed", "not_released", "withdrawn"]);
export type HiddenBecause = z.infer<typeof HiddenBecause>;

const ReleasedPictures = shape("ReleasedPictures", {
  items: z.array(
    shape("ReleasedPicture", { picture_id: Id, picture_url: z.string(), width_px: z.int(), height_px: z.int(), at_ms: z.int().nullable() }),
  ),
  /** Null when something is shown. */
  hidden: shape("HiddenPictures", { code: HiddenBecause, words: z.string() }).nullable(),
});

/** A picture that everybody may see, with its place to about a kilometre. */
export const PublicPicture = shape("PublicPicture", {
  picture_id: Id,
  picture_url: z.string(),
  width_px: z.int(),
  height_px: z.int(),
  proof_id: Id,
  action_id: Id,
  captured_at: Time,
  lat: Latitude,
  lng: Longitude,
});

const people = ["reviewer", "admin"] as const;
const errors = { copy_not_found: 404 } as const;

/** What people do before others see a picture, and what those see. */
export const blurredCopyOperations = {
  listBlurredCopies: operation({
    route: "GET /api/admin/blurred-copies",
    summary: "Blurred copies of evidence, newest first: of all proofs for administrators, of verified ones for reviewers",
    access: people,
    input: z.object({ ...pageInput, state: CopyState.optional() }),
    output: pageOf(BlurredCopy),
  }),
  getBlurredCopy: operation({
    route: "GET /api/admin/blurred-copies/:copy_id",
    summary: "One copy with its regions, beside the picture that it was made from",
    access: people,
    audited: true,
    input: z.object({ copy_id: Id }),
    output: BlurredCopyDetail,
    errors,
  }),
  addBlurRegion: operation({
    route: "POST /api/admin/blurred-copies/:copy_id/regions",
    summary: "Blur one more region; the copy is made anew",
    access: people,
    input: z.object({ copy_id: Id, ...rectangle }),
    output: BlurredCopyDetail,
    status: 201,
    errors: { ...errors, copy_fixed: refusal(409, CopyStateNow), region_outside: 422, too_many_regions: 409 },
  }),
  removeBlurRegion: operation({
    route: "DELETE /api/admin/blurred-copies/:copy_id/regions/:region_id",
    summary: "Blur a region no longer; the copy is made anew",
    access: people,
    input: z.object({ copy_id: Id, region_id: Id }),
    output: BlurredCopyDetail,
    errors: { ...errors, copy_fixed: refusal(409, CopyStateNow), region_not_found: 404 },
  }),
  undoRegionChange: operation({
    route: "POST /api/admin/blurred-copies/:copy_id/undo",
    summary: "Undo the last change of the regions that was not undone",
    access: people,
    input: z.object({ copy_id: Id }),
    output: BlurredCopyDetail,
    errors: { ...errors, copy_fixed: refusal(409, CopyStateNow), nothing_to_undo: 409 },
  }),
  prepareCopy: operation({
    route: "POST /api/admin/blurred-copies/:copy_id/prepare",
    summary: "Make a copy again that was blocked or withdrawn",
    access: people,
    input: z.object({ copy_id: Id }),
    output: BlurredCopyDetail,
    errors: { ...errors, copy_fixed: refusal(409, CopyStateNow), copy_withdrawn_by_player: 409, consent_missing: 409 },
  }),
  releaseCopy: operation({
    route: "POST /api/admin/blurred-copies/:copy_id/release",
    summary: "Let everybody see a copy, as it was looked at",
    access: people,
    input: z.object({ copy_id: Id, revision_seen: z.int().min(0) }),
    output: BlurredCopyDetail,
    errors: {
      ...errors,
      copy_not_ready: refusal(409, CopyStateNow),
      copy_changed: refusal(409, shape("CopyRevision", { revision: z.int() })),
      proof_not_verified: 409,
      consent_missing: 409,
    },
  }),
  withdrawCopy: operation({
    route: "POST /api/proof/pictures/:copy_id/withdraw",
    summary: "Show a released copy to nobody any more and delete it; its player may, too",
    access: signedIn,
    audited: true,
    input: z.object({ copy_id: Id }),
    output: BlurredCopy,
    errors: { ...errors, copy_not_released: refusal(409, CopyStateNow) },
  }),
  /** Reached by the links of `getBlurredCopy`; the sealed name is the permission. */
  copyPicture: operation({
    route: "GET /api/copy-media/:sealed",
    summary: "The bytes behind a link of a blurred copy",
    access: ["anyone"],
    answer: "bytes",
    limit: "none",
    input: z.object({ sealed: z.string().max(1000) }),
    output: z.unknown(),
    errors: { link_invalid: 403, media_not_found: 404 },
  }),
  releasedPictures: operation({
    route: "GET /api/proof/:id/pictures",
    summary:
      "What everybody may see of a verified proof: released copies with blurred faces that its player allowed, or why there are none",
    access: ["anyone"],
    input: z.object({ id: Id }),
    output: ReleasedPictures,
    errors: { proof_not_found: 404 },
  }),
  publicPictures: operation({
    route: "GET /api/pictures",
    summary: "Pictures of verified actions that everybody may see, one of each action, newest first, of the newest thousand",
    access: ["anyone"],
    input: z.object({ limit: z.int().min(1).max(24).default(8) }),
    output: listOf(PublicPicture),
  }),
  releasedPicture: operation({
    route: "GET /api/pictures/:copy_id",
    summary: "A released copy, as long as it is released",
    access: ["anyone"],
    answer: "bytes",
    input: z.object({ copy_id: Id }),
    output: z.unknown(),
    errors: { media_not_found: 404 },
  }),
};
