import { applyIsotonic, applyPlatt, logit, sigmoid } from "@oneheart/trust";
import type { EvidenceModel, ModelCalibration } from "./manifest.ts";

/** P(finding) for a logit of the model, were both kinds of pictures equally frequent. */
export function calibrated(calibration: ModelCalibration, raw: number): number {
  if (calibration.type === "as_given") return sigmoid(raw);
  return calibration.type === "platt" ? applyPlatt(calibration.params, raw) : applyIsotonic(calibration.params, raw);
}

/** The log-odds of a probability, no further from 0 than one model may go. */
export function cappedLogOdds(probability: number, { maxLogOdds }: Pick<EvidenceModel, "maxLogOdds">): number {
  if (probability <= 0) return -maxLogOdds;
  if (probability >= 1) return maxLogOdds;
  return Math.max(-maxLogOdds, Math.min(maxLogOdds, logit(probability)));
}
