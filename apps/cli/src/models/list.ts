import { modelSlots, type OpenedModel, openModels } from "@oneheart/models";
import type { Terminal } from "../terminal.ts";

/** Shows every slot, every model and every folder that is no model. Answers 1 when there is one of these. */
export async function list(dir: string | undefined, terminal: Terminal): Promise<number> {
  const opened = await openModels(dir);
  if (dir === undefined) terminal.out("MODELS_DIR is not set.");
  for (const { task, explanation, models } of modelSlots(opened)) terminal.out(`${task.padEnd(10)} ${[explanation, ...models].join("  ")}`);
  for (const model of opened.models) terminal.out(describe(model));
  for (const { id, error } of opened.problems) terminal.out(`FINDING: ${id}: ${error.message}`);
  return opened.problems.length > 0 ? 1 : 0;
}

function describe({ manifest }: OpenedModel): string {
  const { id, version, task, licence, sha256, action, maxLogOdds, calibration, measured } = manifest;
  const parts = [
    `${id} ${version}`,
    task,
    licence,
    `sha256 ${sha256}`,
    calibrationOf(calibration),
    `${action}, at most ${maxLogOdds} of log-odds`,
  ];
  return [...parts, ...figuresOf(measured)].join(" · ");
}

function calibrationOf(calibration: OpenedModel["manifest"]["calibration"]): string {
  if (calibration === undefined) return "not calibrated, so it does not score";
  const worth = calibration.type === "as_given" ? "how much it finds was not measured" : `AUC ${calibration.auc.toFixed(3)}`;
  return `calibrated (${calibration.type}) on ${calibration.n} pictures, ${worth}`;
}

/** A model's figures on kinds of pictures that it was not fitted to, where there are any. */
export function figuresOf(measured: OpenedModel["manifest"]["measured"]): string[] {
  if (measured === undefined) return [];
  const named = (figures: Readonly<Record<string, number>>, format: (value: number) => string) =>
    Object.entries(figures)
      .map(([name, value]) => `${name} ${format(value)}`)
      .join(", ");
  const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
  return [
    `AUC ${measured.auc_strict.toFixed(3)} on generators and sources that it was not fitted to`,
    `AUC by generator: ${named(measured.auc_by_generator, (value) => value.toFixed(2))}`,
    `found, where 1 of 100 photographs is flagged: ${named(measured.found_by_generator, percent)}`,
    `photographs flagged, by source: ${named(measured.flagged_by_source, percent)}`,
  ];
}
