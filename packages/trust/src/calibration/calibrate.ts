import { fitIsotonic } from "./isotonic.ts";
import { fitLogistic } from "./logistic.ts";
import { type CalibrationModel, logOddsThousandths, type WeighedSignal } from "./model.ts";

/** A decided case: what each signal weighed when it was looked at, and what people found. */
export interface LabelledCase {
  readonly signals: readonly WeighedSignal[];
  readonly authentic: boolean;
  /** One over the chance that the case was looked at by people at all, so that audits stand for what they were drawn from; 1 unless given. */
  readonly importance?: number;
}

/** How to calibrate. */
export interface CalibrationSettings {
  readonly labels_min: number;
  /** The least cases of either label. */
  readonly each_min: number;
  /** How strongly a signal's factor is drawn to 1, its weight as it was. */
  readonly l2: number;
  readonly folds: number;
  /** No signal weighs more than this after its factor, in thousandths of log-odds. */
  readonly signal_max: number;
}

const defaultCalibrationSettings: CalibrationSettings = { labels_min: 500, each_min: 25, l2: 4, folds: 5, signal_max: 4000 };

/** A model, or why there is none yet. */
export type Calibration =
  | { readonly status: "calibrated"; readonly model: CalibrationModel }
  | {
      readonly status: "uncalibrated";
      readonly reason: "too_few_labels" | "too_few_of_one_label";
      readonly n: number;
      readonly needed: number;
    };

/**
 * Refits weights to labels: a factor per signal and a base (logistic regression, factors not below 0, so that labels may silence
 * a signal but not turn it round), then an isotonic map from log-odds to probability. The map is fitted to log-odds of cases that
 * the factors were not fitted to (case i is in fold i mod `folds`), since log-odds of fitted cases look too good.
 * The same cases in the same order give the same model. `version` names it.
 */
export function calibrate(cases: readonly LabelledCase[], version: string, settings = defaultCalibrationSettings): Calibration {
  const n = cases.length;
  const authentic = cases.filter((each) => each.authentic).length;
  if (n < settings.labels_min) return { status: "uncalibrated", reason: "too_few_labels", n, needed: settings.labels_min };
  const rarer = Math.min(authentic, n - authentic);
  if (rarer < settings.each_min) return { status: "uncalibrated", reason: "too_few_of_one_label", n: rarer, needed: settings.each_min };

  const scores = Array<number>(n);
  for (let fold = 0; fold < settings.folds; fold += 1) {
    const factors = fitFactors(
      cases.filter((_, index) => index % settings.folds !== fold),
      settings,
    );
    for (let index = fold; index < n; index += settings.folds) scores[index] = logOddsThousandths(factors, cases[index]!.signals);
  }
  const map = fitIsotonic(
    scores,
    cases.map((each) => each.authentic),
    cases.map((each) => each.importance ?? 1),
  );
  const isotonic = { x: map.x, y: map.y.map((y) => Number(y.toFixed(6))) };
  return { status: "calibrated", model: { format: 1, version, n, authentic, ...fitFactors(cases, settings), isotonic } };
}

function fitFactors(cases: readonly LabelledCase[], settings: CalibrationSettings) {
  const codes = [...new Set(cases.flatMap(({ signals }) => signals.map(({ code }) => code)))].sort();
  const rows = cases.map(({ signals }) => {
    const byCode = Map.groupBy(signals, ({ code }) => code);
    return codes.map((code) => (byCode.get(code) ?? []).reduce((sum, { weight }) => sum + weight / 1000, 0));
  });
  const fitted = fitLogistic(
    rows,
    cases.map(({ authentic }) => authentic),
    { l2: settings.l2, prior: codes.map(() => 1), importance: cases.map(({ importance }) => importance ?? 1), nonNegative: true },
  );
  const factors = Object.fromEntries(codes.map((code, index) => [code, Math.round(1000 * fitted.coefficients[index]!)]));
  return { base: Math.round(1000 * fitted.intercept), factors, signal_max: settings.signal_max };
}
