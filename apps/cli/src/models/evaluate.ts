import { join } from "node:path";
import { type Evaluation, evaluateModel, openModel, releaseModel, writeCalibration } from "@oneheart/models";
import { grouped, type Terminal } from "../terminal.ts";
import { requireModelId } from "./model-id.ts";

/** Which model, where it is, and the pictures to measure it on. */
export interface EvaluateInput {
  dir: string;
  id: string;
  folder: string;
}

const unreadableShown = 5;

/** Measures a model, prints what was found and puts the calibration into its manifest. Throws `ModelError`. */
export async function evaluate({ dir, id, folder }: EvaluateInput, terminal: Terminal): Promise<number> {
  requireModelId(id);
  const model = await openModel(join(dir, id));
  try {
    const evaluation = await evaluateModel(model, folder, (done) => terminal.progress(`${grouped(done)} pictures`));
    report(evaluation, terminal);
    await writeCalibration(model.folder, evaluation.calibration);
    terminal.out(`written to ${join(model.folder, "model.json")}; a server takes it up when it starts`);
    return 0;
  } finally {
    await releaseModel();
  }
}

function report(evaluation: Evaluation, terminal: Terminal): void {
  const { real, fake, repeated, unreadable, auc, auc_interval, fits, rates, calibration, warnings } = evaluation;
  terminal.out(`${grouped(real)} real and ${grouped(fake)} fake pictures, ${calibration.datasetId}`);
  if (repeated > 0) terminal.out(`${grouped(repeated)} files repeat others and were left out`);
  if (unreadable.length > 0) terminal.warn(`${grouped(unreadable.length)} files are no pictures: ${shown(unreadable)}`);
  for (const warning of warnings) terminal.warn(`WARNING: ${warning}`);
  terminal.out(`AUC ${auc.toFixed(3)} (95 %: ${auc_interval.lower.toFixed(3)} to ${auc_interval.upper.toFixed(3)})`);
  terminal.out("On pictures that the calibration was not fitted to (five folds):");
  for (const { type, brier, calibration_error } of fits) {
    const taken = type === calibration.type ? ", taken" : "";
    terminal.out(`  ${type}: Brier score ${brier.toFixed(3)}, calibration error ${calibration_error.toFixed(3)}${taken}`);
  }
  for (const rate of rates) {
    const falseAlarms = rateOf(rate.false_positive_rate, rate.false_positive_interval);
    const found = rateOf(rate.true_positive_rate, rate.true_positive_interval);
    terminal.out(`  P of ${String(rate.threshold).padEnd(4)} and more: ${falseAlarms} of real/, ${found} of fake/`);
  }
  terminal.out(parametersOf(calibration));
}

function parametersOf(calibration: Evaluation["calibration"]): string {
  if (calibration.type === "isotonic") return `isotonic: ${calibration.params.x.length} points`;
  const { slope, intercept } = calibration.params;
  return `platt: slope ${slope.toFixed(4)}, intercept ${intercept.toFixed(4)}`;
}

function rateOf(rate: number, { lower, upper }: { lower: number; upper: number }): string {
  const percent = (value: number) => (value * 100).toFixed(1);
  return `${percent(rate)} % (${percent(lower)} to ${percent(upper)})`;
}

function shown(names: readonly string[]): string {
  return names.length <= unreadableShown ? names.join(", ") : `${names.slice(0, unreadableShown).join(", ")} and others`;
}
