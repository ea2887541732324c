import type { Output, verificationContract } from "@oneheart/contracts";
import { type Language, signalWords } from "@oneheart/messages";
import type { AssessmentRow } from "./store.ts";

type Assessment = Output<typeof verificationContract.operations.reverseProof>;

/** An assessment as other services see it: its signals have no language yet. */
export function presentStored(row: AssessmentRow) {
  const { proof_id, action_id, status, score, calibrated, flags, signals, decision } = row;
  return { proof_id, action_id, status, authenticity_score: score, calibrated, flags, signals, decision };
}

/** An assessment as administrators see it, in the words that its player reads. */
export function presentAssessment(row: AssessmentRow, language: Language): Assessment {
  const signals = row.signals.map((signal) => ({ ...signal, explanation: signalWords(signal.explanation, "player", language) }));
  return { ...presentStored(row), signals };
}
