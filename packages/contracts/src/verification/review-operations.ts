import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { Id, MostAllowed, Nothing, ProofStatusNow, pageInput, pageOf, paragraph, shape, Time } from "../common/shared.ts";
import { KnownAnswer, KnownCase, OwnReviews, Review, ReviewDetail, ReviewerRecord, ReviewPolicy } from "./review.ts";
import { ReasonsOfDecision, ReviewDecision, ReviewReason } from "./review-reasons.ts";

/** What reviewers do, and how administrators see to it. */
export const reviewOperations = {
  listReviews: operation({
    route: "GET /api/admin/reviews",
    summary: "What waits for a person, and who holds what: all for administrators, for reviewers the item that they hold",
    access: ["reviewer", "admin"],
    audited: true,
    input: z.object({ ...pageInput, appeals_before: Time.optional() }),
    output: pageOf(Review),
  }),
  claimReview: operation({
    route: "POST /api/admin/reviews/claim",
    summary: "Take the next item to review, for a while and alone; again the one already held, null when nothing waits",
    access: ["reviewer", "admin"],
    input: z.object({}),
    output: shape("ClaimedReview", { review: Review.nullable() }),
  }),
  extendReview: operation({
    route: "POST /api/admin/reviews/:item_id/extend",
    summary: "Hold an item for longer",
    access: ["reviewer", "admin"],
    input: z.object({ item_id: Id }),
    output: Review,
    errors: { review_not_held: 409 },
  }),
  releaseReview: operation({
    route: "POST /api/admin/reviews/:item_id/release",
    summary: "Give an item back to the queue, some times a day; it is not offered to the same reviewer again",
    access: ["reviewer", "admin"],
    input: z.object({ item_id: Id }),
    output: Nothing,
    errors: { review_not_held: 409, too_many_releases: refusal(409, MostAllowed) },
  }),
  getReview: operation({
    route: "GET /api/admin/reviews/:item_id",
    summary: "Everything about the item that one holds: task, pictures, places for a map, times, metadata, flags in words",
    access: ["reviewer", "admin"],
    audited: true,
    input: z.object({ item_id: Id }),
    output: Review.extend(ReviewDetail.shape).meta({ id: "HeldReview" }),
    errors: { review_not_held: 409 },
  }),
  /** Reached by the links of `getReview`; the sealed name is the permission. */
  reviewPicture: operation({
    route: "GET /api/review-media/:sealed",
    summary: "The bytes behind a reviewer's link",
    access: ["anyone"],
    answer: "bytes",
    limit: "none",
    input: z.object({ sealed: z.string().max(1000) }),
    output: z.unknown(),
    errors: { link_invalid: 403, media_not_found: 404 },
  }),
  /** Answers what this decision alone would lead to: second opinions, audits and known cases look like any other. */
  decideReview: operation({
    route: "POST /api/admin/reviews/:item_id/decision",
    summary: "Approve or reject the item that one holds",
    access: ["reviewer", "admin"],
    idempotent: true,
    input: z.object({
      item_id: Id,
      decision: ReviewDecision,
      reason_code: ReviewReason,
      note: paragraph(2000).optional(),
      /** Only with an approval. Left out, nothing is said about them. */
      beneficiaries_confirmed: z.int().min(0).max(100_000).optional(),
    }),
    output: shape("ReviewOutcome", { item_id: Id, decision: ReviewDecision, reason_code: ReviewReason, decided_at: Time }),
    errors: {
      review_not_held: 409,
      reviewer_not_eligible: 403,
      reason_not_for_decision: refusal(422, ReasonsOfDecision),
      more_than_reported: refusal(422, shape("MoreThanReported", { reported: z.int() })),
    },
  }),
  markKnownCase: operation({
    route: "PUT /api/admin/proofs/:id/known",
    summary: "Mix a decided proof into the reviewers' queue as a case whose answer is known",
    access: ["admin"],
    input: z.object({ id: Id, answer: KnownAnswer }),
    output: KnownCase,
    errors: { proof_not_found: 404, proof_not_decided: refusal(409, ProofStatusNow) },
  }),
  unmarkKnownCase: operation({
    route: "DELETE /api/admin/proofs/:id/known",
    summary: "Offer a known case to nobody any more",
    access: ["admin"],
    input: z.object({ id: Id }),
    output: Nothing,
    errors: { known_case_not_found: 404 },
  }),
  listReviewers: operation({
    route: "GET /api/admin/reviewers",
    summary: "Reviewers and how far they can be relied on",
    access: ["admin"],
    input: z.object({ ...pageInput }),
    output: pageOf(ReviewerRecord),
  }),
  ownReviews: operation({
    route: "GET /api/admin/reviewers/me",
    summary: "How much one has decided, and how many items one may still give back, within the last 24 hours",
    access: ["reviewer", "admin"],
    input: z.object({}),
    output: OwnReviews,
  }),
  getReviewPolicy: operation({
    route: "GET /api/admin/review-policy",
    summary: "How reviewing works here: leases, shares, deadlines",
    access: ["reviewer", "admin"],
    input: z.object({}),
    output: ReviewPolicy,
  }),
  setReviewPolicy: operation({
    route: "PATCH /api/admin/review-policy",
    summary: "Change how reviewing works; what is left out stays",
    access: ["admin"],
    input: ReviewPolicy.partial(),
    output: ReviewPolicy,
  }),
};
