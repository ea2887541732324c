import { brierScore, expectedCalibrationError } from "@oneheart/trust";
import { applyMap, atEvenOdds, type CalibrationType, fitMap, type Labelled } from "./fit.ts";

/** What a kind of map does on pictures that it was not fitted to. */
export interface HeldOut {
  readonly type: CalibrationType;
  readonly brier: number;
  readonly calibration_error: number;
  /** By case, in the order given, at even odds. */
  readonly probabilities: readonly number[];
}

const foldsMax = 5;

/** Fits a map to four fifths of the cases and tries it on the fifth, five times. Deterministic in the order of the cases. */
export function heldOut(type: CalibrationType, cases: readonly Labelled[]): HeldOut {
  const fold = foldsOf(cases);
  const asFound = new Array<number>(cases.length);
  const even = new Array<number>(cases.length);
  for (let out = 0; out < foldsMax; out += 1) {
    const others = cases.filter((_, at) => fold[at] !== out);
    const map = fitMap(type, others);
    const evenMap = atEvenOdds(map, others);
    cases.forEach(({ raw }, at) => {
      if (fold[at] !== out) return;
      asFound[at] = applyMap(map, raw);
      even[at] = applyMap(evenMap, raw);
    });
  }
  const labels = cases.map(({ fake }) => fake);
  return {
    type,
    brier: brierScore(asFound, labels),
    calibration_error: expectedCalibrationError(asFound, labels),
    probabilities: even,
  };
}

/** Both kinds are dealt out in turn, so that each fold holds a fifth of either. */
function foldsOf(cases: readonly Labelled[]): number[] {
  const dealt = { real: 0, fake: 0 };
  return cases.map(({ fake }) => {
    const kind = fake ? "fake" : "real";
    dealt[kind] += 1;
    return dealt[kind] % foldsMax;
  });
}
