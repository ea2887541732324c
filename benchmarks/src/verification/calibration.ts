import { seededRandom } from "@oneheart/simulation";
import { areaUnderCurve, brierScore, calibrate, calibratedProbability, expectedCalibrationError, sigmoid } from "@oneheart/trust";
import { reliabilityTable } from "@oneheart/trust/internals";
import { type SimulatedCase, simulateCases, simulatorParameters } from "./simulator.ts";

/** How good probabilities are on cases that nothing was fitted to. */
interface CalibrationFigures {
  error: number;
  brier: number;
  auc: number;
}

export interface CalibrationMeasurement {
  /** The worst expected calibration error over the seeds and numbers of labels, on held-out labels of the same reviewers. */
  calibration_error: number;
  by_setting: Record<string, { fitted: CalibrationFigures; hand_set: CalibrationFigures; against_truth: CalibrationFigures }>;
}

const labelCounts = [500, 1000, 2000, 5000];
const heldOut = 10_000;

/** Fits to simulated labels and measures on others, by seed and number of labels, next to the hand-set weights. */
export function measureCalibration(seeds: readonly number[] = [1, 2, 3, 4, 5]): CalibrationMeasurement {
  console.log(`simulated submissions: ${simulatorParameters()}`);
  const by_setting: CalibrationMeasurement["by_setting"] = {};
  let calibration_error = 0;
  for (const count of labelCounts) {
    const runs = seeds.map((seed) => measureRun(count, seed));
    by_setting[`${count}_labels`] = {
      fitted: worst(runs.map((run) => run.fitted)),
      hand_set: worst(runs.map((run) => run.hand_set)),
      against_truth: worst(runs.map((run) => run.against_truth)),
    };
    console.log(`${count} labels, the worst of ${seeds.length} seeds: ${JSON.stringify(by_setting[`${count}_labels`])}`);
    calibration_error = Math.max(calibration_error, by_setting[`${count}_labels`]!.fitted.error);
  }
  return { calibration_error, by_setting };
}

function measureRun(count: number, seed: number) {
  const random = seededRandom(seed);
  const calibration = calibrate(simulateCases(count, random), `seed-${seed}`);
  if (calibration.status === "uncalibrated") throw new Error(`uncalibrated: ${calibration.reason}`);
  const cases = simulateCases(heldOut, random);
  const fitted = cases.map(({ signals }) => calibratedProbability(calibration.model, signals));
  const labels = cases.map(({ authentic }) => authentic);
  if (seed === 1 && count === 2000)
    for (const bin of reliabilityTable(fitted, labels))
      console.log(`  said ${bin.said.toFixed(3)}, was ${bin.came_true.toFixed(3)} of ${bin.n} labels`);
  return {
    fitted: figures(fitted, labels),
    hand_set: figures(cases.map(handSetProbability), labels),
    against_truth: figures(
      fitted,
      cases.map(({ truly_authentic }) => truly_authentic),
    ),
  };
}

/** The fusion without a model: each weight as it was set, the sum capped at 4,500 thousandths. */
function handSetProbability({ signals }: SimulatedCase): number {
  const sum = signals.reduce((total, { weight }) => total + weight, 0);
  return sigmoid(Math.max(-4500, Math.min(4500, sum)) / 1000);
}

function figures(probabilities: readonly number[], labels: readonly boolean[]): CalibrationFigures {
  return {
    error: rounded(expectedCalibrationError(probabilities, labels)),
    brier: rounded(brierScore(probabilities, labels)),
    auc: rounded(areaUnderCurve(probabilities, labels)),
  };
}

function worst(all: readonly CalibrationFigures[]): CalibrationFigures {
  return {
    error: Math.max(...all.map(({ error }) => error)),
    brier: Math.max(...all.map(({ brier }) => brier)),
    auc: Math.min(...all.map(({ auc }) => auc)),
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
