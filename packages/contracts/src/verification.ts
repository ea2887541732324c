import { z } from "zod";
import { defineContract, event, operation } from "./define.ts";
import { Id, line, ProofStatus, pageInput, pageOf, paragraph, Time } from "./shared.ts";

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
      summary: "Proofs that wait for a person, riskiest first",
      access: ["reviewer", "admin"],
      audited: true,
      input: z.object({ ...pageInput }),
      output: pageOf(Review),
    }),
    decideReview: operation({
      route: "POST /api/admin/reviews/:proof_id/decision",
      summary: "Approve or reject a proof that waits for review",
      access: ["reviewer", "admin"],
      idempotent: true,
      input: z.object({ proof_id: Id, decision: z.enum(["approve", "reject"]), reason_code: line(80), note: paragraph(2000).optional() }),
      output: Assessment,
      errors: { proof_not_found: 404, review_not_open: 409, own_proof: 403 },
    }),
    assessments: operation({
      summary: "Assessments of several proofs; those not yet analysed are left out",
      access: ["internal"],
      input: z.object({ proof_ids: z.array(Id).max(100) }),
      output: z.object({ items: z.array(Assessment) }),
    }),
  },
  events: {
    proofDecided: event(
      "proof.decided",
      z.object({ proof_id: Id, action_id: Id, player_id: Id, status: ProofStatus, authenticity_score: z.int(), reason_code: z.string() }),
    ),
    actionVerified: event("action.verified", ActionDecided),
    actionRejected: event("action.rejected", ActionDecided.extend({ reason_code: z.string() })),
  },
});
