import type { RuleSet } from "@oneheart/contracts";
import { type Calibration, calibrate, calibratedProbability, expectedCalibrationError, type LabelledCase } from "@oneheart/trust";

/** A fitted score with the calibration error on labels that a fit without them had not seen. */
export type FitResult =
  | { status: "calibrated"; fitted: NonNullable<RuleSet["fitted"]>; calibration_error: number }
  | Extract<Calibration, { status: "uncalibrated" }>;

/** Every fifth label is kept back to measure on. */
const folds = 5;

/** Fits weights and a map to what people found. Run in another process: it takes seconds with many labels. */
export function fitScore({ cases, version }: { cases: LabelledCase[]; version: string }): FitResult {
  const all = calibrate(cases, version);
  if (all.status === "uncalibrated") return all;
  const kept = cases.filter((_, index) => index % folds === 0);
  const rest = calibrate(
    cases.filter((_, index) => index % folds !== 0),
    version,
    { labels_min: 1, each_min: 1, l2: 4, folds, signal_max: 4000 },
  );
  if (rest.status === "uncalibrated") return rest;
  const said = kept.map(({ signals }) => calibratedProbability(rest.model, signals));
  const found = kept.map(({ authentic }) => authentic);
  const { isotonic, factors, ...model } = all.model;
  const fitted = { ...model, factors: { ...factors }, isotonic: { x: [...isotonic.x], y: [...isotonic.y] } };
  return { status: "calibrated", fitted, calibration_error: Math.round(1e4 * expectedCalibrationError(said, found)) / 1e4 };
}
