import { z } from "zod";
import { defineContract, event, operation, signedIn } from "./define.ts";
import {
  Appeal,
  AppealState,
  appealStatement,
  KnownAnswer,
  KnownCase,
  ReviewDecision,
  ReviewDetail,
  ReviewerRecord,
  ReviewPolicy,
  ReviewReason,
} from "./review.ts";
import { RuleComparison, ruleInputs, ruleOutputs, StoredRuleSet } from "./rules.ts";
import { Id, Nothing, ProofStatus, pageInput, pageOf, paragraph, Time } from "./shared.ts";

/** One thing that was looked at. `weight` is in thousandths of log-odds towards authentic; `explanation` is for the player. */
export const Signal = z.object({
  code: z.string(),
  value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
  weight: z.int(),
  status: z.enum(["ok", "not_evaluated", "error"]),
  /** A provable fact that forbids automatic approval. */
  hard: z.boolean(),
  explanation: z.string(),
});
export type Signal = z.infer<typeof Signal>;

/** How a proof came to its status. The rule version lets the decision be replayed. */
export const Decision = z.object({
  outcome: z.enum(["verified", "in_review", "rejected"]),
  decided_by: z.enum(["rules", "reviewer"]),
  reviewer_id: Id.nullable(),
  reason_code: z.string(),
  note: z.string().nullable(),
  rule_version: z.string(),
  decided_at: Time,
});
export type Decision = z.infer<typeof Decision>;

export const Assessment = z.object({
  proof_id: Id,
  action_id: Id,
  status: ProofStatus,
  authenticity_score: z.int().nullable(),
  /** False until enough reviewed cases exist to fit the score to. */
  calibrated: z.boolean(),
  flags: z.array(z.string()),
  signals: z.array(Signal),
  decision: Decision.nullable(),
});

export const Review = z.object({
  proof_id: Id,
  action_id: Id,
  quest_id: Id,
  player_id: Id,
  authenticity_score: z.int(),
  flags: z.array(z.string()),
  signals: z.array(Signal),
  reward_at_stake: z.int(),
  waiting_since: Time,
  kind: z.enum(["review", "appeal"]),
  /** When an appeal should be decided. */
  due_at: Time.nullable(),
  /** Who holds it, until when; null when nobody does. */
  held_by: Id.nullable(),
  held_until: Time.nullable(),
});

const ActionDecided = z.object({
  action_id: Id,
  quest_id: Id,
  mission_id: Id,
  zone_id: Id,
  player_id: Id,
  proof_ids: z.array(Id),
  authenticity_score: z.int(),
  duration_minutes: z.int(),
  beneficiaries_count: z.int(),
});

export const verificationContract = defineContract({
  service: "verification",
  operations: {
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
    appealProof: operation({
      route: "POST /api/proof/:id/appeal",
      summary: "Ask for another reviewer's look at a rejected proof of one's own, once",
      access: signedIn,
      idempotent: true,
      audited: true,
      input: z.object({ id: Id, statement: appealStatement }),
      output: Appeal,
      status: 201,
      errors: { proof_not_found: 404, proof_not_rejected: 409, already_appealed: 409, appeal_too_late: 409 },
    }),
    reverseProof: operation({
      route: "POST /api/admin/proofs/:id/reverse",
      summary: "Take an approval back, and with it the reward of its action",
      access: ["admin"],
      idempotent: true,
      input: z.object({ id: Id, reason_code: ReviewReason, note: paragraph(2000).optional() }),
      output: Assessment,
      errors: { proof_not_found: 404, proof_not_verified: 409, own_proof: 403, already_reversed: 409, reason_not_for_decision: 422 },
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
    listRuleSets: operation({
      route: "GET /api/admin/rules",
      summary: "Rule sets: those of the program, and those that administrators added",
      access: ["admin"],
      input: ruleInputs.list,
      output: ruleOutputs.list,
    }),
    getRuleSet: operation({
      route: "GET /api/admin/rules/:id",
      summary: "One rule set with its weights and thresholds",
      access: ["admin"],
      input: ruleInputs.one,
      output: StoredRuleSet,
      errors: { rule_set_not_found: 404 },
    }),
    addRuleSet: operation({
      route: "POST /api/admin/rules",
      summary: "Keep a rule set as a candidate; its version is new and never changes",
      access: ["admin"],
      input: ruleInputs.add,
      output: StoredRuleSet,
      status: 201,
      errors: { rule_version_taken: 409 },
    }),
    backtestRules: operation({
      route: "POST /api/admin/rules/backtest",
      summary: "What a rule set would change about past submissions: counts and examples; nothing is changed",
      access: ["admin"],
      input: ruleInputs.backtest,
      output: RuleComparison,
      errors: { rule_set_not_found: 404, rule_set_missing: 400 },
    }),
    fitRules: operation({
      route: "POST /api/admin/rules/fit",
      summary: "Fit the active rule set's score to what reviewers found, as a new candidate; needs 500 labels",
      access: ["admin"],
      input: ruleInputs.fit,
      output: ruleOutputs.fit,
      errors: { rule_version_taken: 409 },
    }),
    shadowRules: operation({
      route: "PUT /api/admin/rules/:id/shadow",
      summary: "Let a candidate assess beside the active rule set; what it says is kept and never acts",
      access: ["admin"],
      input: ruleInputs.one,
      output: StoredRuleSet,
      errors: { rule_set_not_found: 404, rule_set_not_candidate: 409, too_many_shadows: 409 },
    }),
    unshadowRules: operation({
      route: "DELETE /api/admin/rules/:id/shadow",
      summary: "Let a rule set assess along no more; what it said is kept",
      access: ["admin"],
      input: ruleInputs.one,
      output: StoredRuleSet,
      errors: { rule_set_not_found: 404 },
    }),
    shadowReport: operation({
      route: "GET /api/admin/rules/:id/shadow",
      summary: "Where a rule set in the shadow came to another verdict than the one that acted",
      access: ["admin"],
      input: ruleInputs.report,
      output: RuleComparison,
      errors: { rule_set_not_found: 404 },
    }),
    activateRules: operation({
      route: "POST /api/admin/rules/:id/activate",
      summary: "Decide with this rule set from now on; what was decided stays and is replayed with its own",
      access: ["admin"],
      audited: true,
      input: ruleInputs.one,
      output: StoredRuleSet,
      errors: { rule_set_not_found: 404 },
    }),
    assessments: operation({
      summary: "Assessments of several proofs; those not yet analysed are left out",
      access: ["internal"],
      input: z.object({ proof_ids: z.array(Id).max(100) }),
      output: z.object({ items: z.array(Assessment.extend(AppealState.partial().shape)) }),
    }),
  },
  events: {
    proofDecided: event(
      "proof.decided",
      z.object({
        proof_id: Id,
        action_id: Id,
        player_id: Id,
        status: ProofStatus,
        authenticity_score: z.int(),
        reason_code: z.string(),
        /** Grows with every change of the status, so that words that come late change nothing. */
        decision_no: z.int().default(0),
      }),
    ),
    /** One opinion; `final` when it decided the proof. Known cases are not told. */
    reviewDecided: event(
      "review.decided",
      z.object({
        proof_id: Id,
        action_id: Id,
        player_id: Id,
        reviewer_id: Id,
        kind: z.enum(["decision", "audit", "appeal"]),
        decision: ReviewDecision,
        reason_code: z.string(),
        final: z.boolean(),
      }),
    ),
    proofAppealed: event("proof.appealed", z.object({ proof_id: Id, action_id: Id, quest_id: Id, player_id: Id, due_at: Time })),
    actionVerified: event("action.verified", ActionDecided),
    actionRejected: event("action.rejected", ActionDecided.extend({ reason_code: z.string() })),
    /** A verified action is no longer; its reward is taken back. `action.verified` may follow after an appeal. */
    actionReversed: event("action.reversed", ActionDecided.extend({ proof_id: Id, reason_code: z.string() })),
  },
});
