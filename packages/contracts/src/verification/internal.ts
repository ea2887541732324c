import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, listOf, ProofStatus, shape, Time } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { StoredText } from "../internal/stored-text.ts";
import { Assessment, Signal } from "./assessment.ts";
import { AppealState } from "./review.ts";
import { ReviewDecision } from "./review-reasons.ts";

const ActionDecided = shape("ActionDecided", {
  action_id: Id,
  quest_id: Id,
  mission_id: Id,
  zone_id: Id,
  player_id: Id,
  proof_ids: z.array(Id),
  authenticity_score: z.int(),
  /** What counts of the reported time. */
  duration_minutes: z.int(),
  /** As reported. */
  beneficiaries_count: z.int(),
  /** How many of them a person confirmed; only they count. */
  beneficiaries_confirmed: z.int().min(0).default(0),
});

/** A signal as it is stored: its explanation has no language yet. */
export const StoredSignal = Signal.extend({ explanation: StoredText }).meta({ id: "StoredSignal" });
export type StoredSignal = z.infer<typeof StoredSignal>;

/** What only services ask of each other here, and what they tell. */
export const verificationInternal = defineContract({
  service: "verification",
  operations: {
    ownData: ownDataOperation,
    reviewBacklog: operation({
      summary: "How much waits for a person, and how many appeals of it are due within a day",
      access: ["internal"],
      input: z.object({}),
      output: shape("ReviewBacklog", { waiting: z.int(), appeals_due: z.int(), due_before: Time }),
    }),
    assessments: operation({
      summary: "Assessments of several proofs; those not yet analysed are left out",
      access: ["internal"],
      input: z.object({ proof_ids: z.array(Id).max(100) }),
      output: listOf(Assessment.extend({ ...AppealState.partial().shape, signals: z.array(StoredSignal) }).meta({ id: "AssessmentState" })),
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
        /** Increases with each status change; listeners ignore an event whose number is lower than the last one they saw. */
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
