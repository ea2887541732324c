/** How a proof came to its score and its status. */
import { z } from "zod";
import { Id, ProofStatus, shape, Time } from "../common/shared.ts";

/** One thing that was looked at. `weight` is in thousandths of log-odds towards authentic; `explanation` is for the player. */
export const Signal = shape("ProofSignal", {
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
export const Decision = shape("ProofDecision", {
  outcome: z.enum(["verified", "in_review", "rejected"]),
  decided_by: z.enum(["rules", "reviewer"]),
  reviewer_id: Id.nullable(),
  reason_code: z.string(),
  note: z.string().nullable(),
  rule_version: z.string(),
  decided_at: Time,
});
export type Decision = z.infer<typeof Decision>;

export const Assessment = shape("Assessment", {
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
