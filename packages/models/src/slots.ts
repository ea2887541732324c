import type { OpenedModels } from "./folder/open-models.ts";
import { type ModelTask, modelTasks } from "./manifest.ts";
import { isRuntimeInstalled } from "./run/runtime.ts";

/** What stands in the slot of one task. */
export interface ModelSlot {
  readonly task: ModelTask;
  readonly status: "ready" | "not_evaluated";
  readonly explanation: string;
  /** Every model installed for it, calibrated or not. */
  readonly models: readonly string[];
}

/** One slot per task, in the same order always. An empty slot says so: nothing counts as looked at because nobody looked. */
export function modelSlots({ models }: OpenedModels, runtime_installed = isRuntimeInstalled()): ModelSlot[] {
  return modelTasks.map((task) => {
    const installed = models.filter(({ manifest }) => manifest.task === task);
    const isCalibrated = installed.some(({ manifest }) => manifest.calibration !== undefined);
    const missing = whatIsMissing(installed.length > 0, runtime_installed, isCalibrated);
    return {
      task,
      status: missing === undefined ? "ready" : "not_evaluated",
      explanation: missing ?? "evaluated by an operator's model",
      models: installed.map(({ manifest }) => manifest.id),
    };
  });
}

function whatIsMissing(is_installed: boolean, runtime_installed: boolean, is_calibrated: boolean): string | undefined {
  if (!runtime_installed) return "runtime not installed";
  if (!is_installed) return "no model installed";
  return is_calibrated ? undefined : "not calibrated";
}
