import { calibrated, cappedLogOdds } from "./calibrated.ts";
import { MODEL_ERRORS, ModelError, type ModelErrorCode } from "./errors.ts";
import type { OpenedModel } from "./folder/open-models.ts";
import type { ModelFigures, ModelTask } from "./manifest.ts";
import { rawScore } from "./run/raw-score.ts";

/** Which model gave a score, in the words that a decision stores. */
export interface ModelIdentity {
  readonly id: string;
  readonly version: string;
  readonly task: ModelTask;
  readonly sha256: string;
  /** The pictures that it was calibrated on; null without calibration. */
  readonly dataset_id: string | null;
  readonly action: "review" | "info";
  /** What it is worth on kinds of pictures that it was not fitted to; null where nobody measured that. */
  readonly measured: ModelFigures | null;
}

/** What a model says of one picture, or why it says nothing. Nothing said is never the same as nothing found. */
export type ModelScore =
  | {
      readonly status: "ok";
      readonly model: ModelIdentity;
      /** The model's own number, as a logit. */
      readonly raw: number;
      /** P(finding), e.g. that the picture is synthetic, were both kinds equally frequent. */
      readonly probability: number;
      /** Its log-odds, capped: positive speaks for the finding, so against the evidence. */
      readonly log_odds: number;
    }
  | { readonly status: "not_evaluated" | "error"; readonly model: ModelIdentity; readonly code: string; readonly explanation: string };

/** Reasons that lie in the installation or the picture. All others are errors of the model. */
const notEvaluated: ReadonlySet<ModelErrorCode> = new Set(["runtime_missing", "runtime_failed", "picture_unreadable"]);

/** Scores one picture (the bytes of its file). Throws nothing but bugs. */
export async function score(model: OpenedModel, bytes: Uint8Array): Promise<ModelScore> {
  const { calibration, maxLogOdds } = model.manifest;
  if (calibration === undefined) return notCalibrated(model);
  try {
    const raw = await rawScore(model, bytes);
    const probability = calibrated(calibration, raw);
    return { status: "ok", model: identityOf(model), raw, probability, log_odds: cappedLogOdds(probability, { maxLogOdds }) };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const status = notEvaluated.has(error.code) ? "not_evaluated" : "error";
    return { status, model: identityOf(model), code: error.code, explanation: MODEL_ERRORS[error.code] };
  }
}

/** The answer of a model that was not calibrated: whatever it says, nobody knows what it means. */
export function notCalibrated(model: OpenedModel): ModelScore {
  return { status: "not_evaluated", model: identityOf(model), code: "not_calibrated", explanation: "not calibrated" };
}

/** The answer for a model that could not be asked, e.g. because it took too long. */
export function scoreFailed(model: OpenedModel, code: string, explanation: string): ModelScore {
  return { status: "error", model: identityOf(model), code, explanation };
}

function identityOf({ manifest }: OpenedModel): ModelIdentity {
  const { id, version, task, sha256, action, calibration, measured } = manifest;
  return { id, version, task, sha256, dataset_id: calibration?.datasetId ?? null, action, measured: measured ?? null };
}
