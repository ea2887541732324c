import type { AssessmentRow, ReviewRow } from "./store.ts";

/** An assessment as other services and reviewers see it. Scores are uncalibrated until reviewed cases exist to fit them to. */
export function presentAssessment(row: AssessmentRow) {
  const { proof_id, action_id, status, score, flags, signals, decision } = row;
  return { proof_id, action_id, status, authenticity_score: score, calibrated: false, flags, signals, decision };
}

export function presentReview(row: ReviewRow) {
  return {
    proof_id: row.proof_id,
    action_id: row.action_id,
    quest_id: row.quest_id,
    player_id: row.player_id,
    authenticity_score: row.score,
    flags: row.flags,
    signals: row.signals,
    reward_at_stake: row.base_tokens,
    waiting_since: row.decided_at.toISOString(),
  };
}
