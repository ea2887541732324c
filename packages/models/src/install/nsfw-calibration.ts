import type { ModelCalibration } from "../manifest.ts";

/** Measured on harmless photographs alone, which docs/models.md names. */
export const nsfwCalibration: ModelCalibration = {
  type: "as_given",
  datasetId: "sha256:cc9dba1de086455411ecb16fb095c9f201d256451988e4b6dd2fc4b183af4e2e",
  n: 203,
  fprAt: { "0.5": 0, "0.8": 0, "0.9": 0, "0.95": 0, "0.99": 0 },
};
