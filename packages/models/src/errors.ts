/** Every reason for which a model gives no score or is not taken. Codes are stable; messages are not. */
export const MODEL_ERRORS = {
  folder_unreadable: "the folder of the models cannot be read",
  too_many_models: "the folder holds more models than are loaded",
  manifest_missing: "model.json is missing",
  manifest_invalid: "model.json is not a manifest",
  file_missing: "model.onnx is missing",
  file_too_large: "model.onnx is larger than a model may be",
  hash_mismatch: "model.onnx is not the file that the manifest names",
  task_unsupported: "models of this task cannot be run",
  runtime_missing: "onnxruntime-node is not installed",
  runtime_failed: "onnxruntime-node cannot be loaded",
  model_unusable: "model.onnx cannot be loaded",
  shape_mismatch: "the model's inputs and outputs are not those that the manifest tells",
  run_failed: "the model failed while it ran",
  output_invalid: "the model gave no usable number",
  picture_unreadable: "the picture cannot be decoded",
  data_set_invalid: "the folder cannot be used to evaluate a model",
  package_unknown: "the file is not the one that was measured",
  package_missing: "the package of the model could not be fetched",
  no_better_than_chance: "the model does not tell the two kinds apart on these pictures",
} as const;

/** The name of one such reason. */
export type ModelErrorCode = keyof typeof MODEL_ERRORS;

/** What the functions of this package throw. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, detail = "", options?: ErrorOptions) {
    super(detail === "" ? MODEL_ERRORS[code] : `${MODEL_ERRORS[code]}: ${detail}`, options);
    this.code = code;
  }
}
