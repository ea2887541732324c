import { areaUnderCurve, type Interval, wilson } from "@oneheart/trust";
import { ModelError } from "../errors.ts";
import type { ModelCalibration } from "../manifest.ts";
import { atEvenOdds, type CalibrationType, fitMap, type Labelled } from "./fit.ts";
import { type HeldOut, heldOut } from "./held-out.ts";

/** Errors at one threshold on the calibrated probability, with 95 % intervals (Wilson). */
interface ErrorRates {
  readonly threshold: number;
  readonly false_positive_rate: number;
  readonly false_positive_interval: Interval;
  readonly true_positive_rate: number;
  readonly true_positive_interval: Interval;
}

/** How well a model tells the two kinds apart, and what its numbers mean. */
export interface Measurement {
  readonly auc: number;
  /** 95 %. */
  readonly auc_interval: Interval;
  readonly fits: readonly HeldOut[];
  readonly rates: readonly ErrorRates[];
  readonly calibration: Extract<ModelCalibration, { type: CalibrationType }>;
}

const thresholds = [0.5, 0.8, 0.9, 0.95, 0.99];
/** Isotonic maps follow chance in small sets. */
const isotonicFrom = 1_000;

/** Measures and calibrates. Throws `no_better_than_chance` where the AUC's interval reaches one half. */
export function measure(cases: readonly Labelled[], datasetId: string): Measurement {
  const raws = cases.map(({ raw }) => raw);
  const auc = areaUnderCurve(
    raws,
    cases.map(({ fake }) => fake),
  );
  const auc_interval = aucInterval(auc, cases);
  if (auc_interval.lower <= 0.5)
    throw new ModelError("no_better_than_chance", `AUC ${auc.toFixed(3)}, at least ${auc_interval.lower.toFixed(3)}`);
  const fits = [heldOut("platt", cases), heldOut("isotonic", cases)] as const;
  const best = cases.length >= isotonicFrom && fits[1].brier < fits[0].brier ? fits[1] : fits[0];
  const map = atEvenOdds(fitMap(best.type, cases), cases);
  if (map.type === "platt" && map.params.slope <= 0) throw new ModelError("no_better_than_chance", "higher numbers do not mean more fakes");
  const rates = thresholds.map((threshold) => ratesAt(threshold, best.probabilities, cases));
  const fprAt = Object.fromEntries(rates.map(({ threshold, false_positive_rate }) => [String(threshold), false_positive_rate]));
  return { auc, auc_interval, fits, rates, calibration: { ...map, datasetId, n: cases.length, auc, fprAt } };
}

function ratesAt(threshold: number, probabilities: readonly number[], cases: readonly Labelled[]): ErrorRates {
  const count = (fake: boolean) => cases.filter((one) => one.fake === fake).length;
  const above = (fake: boolean) => cases.filter((one, at) => one.fake === fake && probabilities[at]! >= threshold).length;
  return {
    threshold,
    false_positive_rate: above(false) / count(false),
    false_positive_interval: wilson(above(false), count(false)),
    true_positive_rate: above(true) / count(true),
    true_positive_interval: wilson(above(true), count(true)),
  };
}

/** Hanley and McNeil, Radiology 143 (1982). */
function aucInterval(auc: number, cases: readonly Labelled[]): Interval {
  const fakes = cases.filter(({ fake }) => fake).length;
  const reals = cases.length - fakes;
  const q1 = auc / (2 - auc) - auc ** 2;
  const q2 = (2 * auc ** 2) / (1 + auc) - auc ** 2;
  const error = Math.sqrt(Math.max(0, (auc * (1 - auc) + (fakes - 1) * q1 + (reals - 1) * q2) / (fakes * reals)));
  return { lower: Math.max(0, auc - 1.96 * error), upper: Math.min(1, auc + 1.96 * error) };
}
