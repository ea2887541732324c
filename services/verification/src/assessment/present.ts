import type { AssessmentRow } from "./store.ts";

/** An assessment as other services and reviewers see it. */
export function presentAssessment(row: AssessmentRow) {
  const { proof_id, action_id, status, score, calibrated, flags, signals, decision } = row;
  return { proof_id, action_id, status, authenticity_score: score, calibrated, flags, signals, decision };
}
