export { ModelError, type ModelErrorCode } from "./errors.ts";
export { type Evaluation, evaluateModel } from "./evaluate/evaluate.ts";
export { facesIn } from "./faces/held-faces.ts";
export { type ModelProblem, type OpenedModel, type OpenedModels, openModel, openModels } from "./folder/open-models.ts";
export { writeCalibration } from "./folder/write-calibration.ts";
export { type CatalogueName, catalogue } from "./install/catalogue.ts";
export { installFromCatalogue } from "./install/install-model.ts";
export type { EvidenceModel, ModelCalibration, ModelFigures, ModelTask } from "./manifest.ts";
export { releaseModel } from "./run/raw-score.ts";
export { type ModelIdentity, type ModelScore, notCalibrated, scoreFailed } from "./score.ts";
export { type ModelSlot, modelSlots } from "./slots.ts";
export { trainHead } from "./train/train-head.ts";
export { verifyModel } from "./verify.ts";

/** The module of `scoreModel`, for a worker process. */
export const scoreModule = new URL("./score-task.ts", import.meta.url);
