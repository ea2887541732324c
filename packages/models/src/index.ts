export { MODEL_ERRORS, ModelError, type ModelErrorCode } from "./errors.ts";
export { type Evaluation, evaluateModel } from "./evaluate/evaluate.ts";
export { type ModelProblem, type OpenedModel, type OpenedModels, openModel, openModels } from "./folder/open-models.ts";
export { writeCalibration } from "./folder/write-calibration.ts";
export { type EvidenceModel, type ModelCalibration, type ModelTask, modelTasks } from "./manifest.ts";
export { releaseModel } from "./run/raw-score.ts";
export { isRuntimeInstalled } from "./run/runtime.ts";
export { type ModelIdentity, type ModelScore, notCalibrated, score, scoreFailed } from "./score.ts";
export { type ModelSlot, modelSlots } from "./slots.ts";
export { verifyModel } from "./verify.ts";

/** The module of `scoreModel`, for a worker process. */
export const scoreModule = new URL("./score-task.ts", import.meta.url);
