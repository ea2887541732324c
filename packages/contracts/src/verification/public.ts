import { z } from "zod";
import { defineContract, operation, refusal, signedIn } from "../common/define.ts";
import { Id, ProofStatusNow, paragraph } from "../common/shared.ts";
import { Assessment } from "./assessment.ts";
import { Appeal, appealStatement } from "./review.ts";
import { reviewOperations } from "./review-operations.ts";
import { ReasonsOfDecision, ReviewReason } from "./review-reasons.ts";
import { ruleOperations } from "./rule-operations.ts";

export const verificationContract = defineContract({
  service: "verification",
  operations: {
    ...reviewOperations,
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
      errors: {
        proof_not_found: 404,
        proof_not_verified: refusal(409, ProofStatusNow),
        own_proof: 403,
        already_reversed: 409,
        reason_not_for_decision: refusal(422, ReasonsOfDecision),
      },
    }),
    ...ruleOperations,
  },
});
