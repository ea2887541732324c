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
  const { id, version, task, licence, sha256, action, maxLogOdds, calibration } = manifest;
  const measured =
    calibration === undefined
      ? "not calibrated, so it does not score"
      : `calibrated (${calibration.type}) on ${calibration.n} pictures, AUC ${calibration.auc.toFixed(3)}`;
  return [`${id} ${version}`, task, licence, `sha256 ${sha256}`, measured, `${action}, at most ${maxLogOdds} of log-odds`].join(" · ");
}
