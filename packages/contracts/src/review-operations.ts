import { z } from "zod";
import { Assessment } from "./assessment.ts";
import { operation } from "./define.ts";
import { KnownAnswer, KnownCase, Review, ReviewDetail, ReviewerRecord, ReviewPolicy } from "./review.ts";
import { ReviewDecision, ReviewReason } from "./review-reasons.ts";
import { Id, Nothing, pageInput, pageOf, paragraph } from "./shared.ts";

/** What reviewers do, and how administrators see to it. */
export const reviewOperations = {
  listReviews: operation({
    route: "GET /api/admin/reviews",
    summary: "Proofs that wait for a person: overdue appeals, then the largest expected loss, and who holds what",
    access: ["reviewer", "admin"],
    audited: true,
    input: z.object({ ...pageInput }),
    output: pageOf(Review),
  }),
  claimReview: operation({
    route: "POST /api/admin/reviews/claim",
    summary: "Take the next proof to review, for a while and alone; again the one already held, null when nothing waits",
    access: ["reviewer", "admin"],
    input: z.object({}),
    output: z.object({ review: Review.nullable() }),
  }),
  extendReview: operation({
    route: "POST /api/admin/reviews/:proof_id/extend",
    summary: "Hold a proof for longer",
    access: ["reviewer", "admin"],
    input: z.object({ proof_id: Id }),
    output: Review,
    errors: { review_not_held: 409 },
  }),
  releaseReview: operation({
    route: "POST /api/admin/reviews/:proof_id/release",
    summary: "Give a proof back to the queue; it is not offered to the same reviewer again",
    access: ["reviewer", "admin"],
    input: z.object({ proof_id: Id }),
    output: Nothing,
    errors: { review_not_held: 409 },
  }),
  getReview: operation({
    route: "GET /api/admin/reviews/:proof_id",
    summary: "A proof that waits, with what it matched, positions for a map, and metadata",
    access: ["reviewer", "admin"],
    audited: true,
    input: z.object({ proof_id: Id }),
    output: Review.extend(ReviewDetail.shape),
    errors: { proof_not_found: 404, review_not_open: 409, review_held: 409, own_proof: 403, reviewer_not_eligible: 403 },
  }),
  /** Answers the proof as this decision alone would leave it: second opinions, audits and known cases look like any other. */
  decideReview: operation({
    route: "POST /api/admin/reviews/:proof_id/decision",
    summary: "Approve or reject a proof that waits for review; one that nobody holds is taken by deciding",
    access: ["reviewer", "admin"],
    idempotent: true,
    input: z.object({ proof_id: Id, decision: ReviewDecision, reason_code: ReviewReason, note: paragraph(2000).optional() }),
    output: Assessment,
    errors: {
      proof_not_found: 404,
      review_not_open: 409,
      review_held: 409,
      own_proof: 403,
      reviewer_not_eligible: 403,
      reason_not_for_decision: 422,
    },
  }),
  markKnownCase: operation({
    route: "PUT /api/admin/proofs/:id/known",
    summary: "Mix a decided proof into the reviewers' queue as a case whose answer is known",
    access: ["admin"],
    input: z.object({ id: Id, answer: KnownAnswer }),
    output: KnownCase,
    errors: { proof_not_found: 404, proof_not_decided: 409 },
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
