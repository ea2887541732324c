import type { OpenedModels } from "./folder/open-models.ts";
import { type ModelTask, modelTasks } from "./manifest.ts";
import { isRuntimeInstalled } from "./run/runtime.ts";

/** Whether models of a task are asked, and if not, what is missing. Codes are stable; their words are not. */
const slotCodes = {
  ready: "evaluated by an operator's model",
  model_missing: "no model installed",
  runtime_missing: "runtime not installed",
  not_calibrated: "not calibrated",
} as const;

/** What stands in the slot of one task. */
export interface ModelSlot {
  readonly task: ModelTask;
  readonly status: "ready" | "not_evaluated";
  readonly code: keyof typeof slotCodes;
  readonly explanation: string;
  /** Every model installed for it, calibrated or not. */
  readonly models: readonly string[];
}

/** One slot per task, in the same order always. An empty slot says so: nothing counts as looked at because nobody looked. */
export function modelSlots({ models }: OpenedModels, runtime_installed = isRuntimeInstalled()): ModelSlot[] {
  return modelTasks.map((task) => {
    const installed = models.filter(({ manifest }) => manifest.task === task);
    const isCalibrated = installed.some(({ manifest }) => manifest.calibration !== undefined);
    const code = codeOf(installed.length > 0, runtime_installed, isCalibrated);
    return {
      task,
      status: code === "ready" ? "ready" : "not_evaluated",
      code,
      explanation: slotCodes[code],
      models: installed.map(({ manifest }) => manifest.id),
    };
  });
}

function codeOf(is_installed: boolean, runtime_installed: boolean, is_calibrated: boolean): ModelSlot["code"] {
  if (!runtime_installed) return "runtime_missing";
  if (!is_installed) return "model_missing";
  return is_calibrated ? "ready" : "not_calibrated";
}
