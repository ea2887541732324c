import { type ModelScore, notCalibrated, type OpenedModel, scoreFailed, scoreModule } from "@oneheart/models";
import type { scoreModel } from "@oneheart/models/score-task";
import { PoolError, type ProcessPool, task } from "@oneheart/process-pool";

const scoreTask = task<typeof scoreModel>(scoreModule, "scoreModel");

/**
 * Asks every model about one picture, each in a queue of its own, so that one that hangs or crashes keeps no other. One answer per
 * model, in the order given: a model that could not be asked is an error in its own answer.
 */
export function scoreModels(
  pool: ProcessPool,
  models: readonly OpenedModel[],
  bytes: Uint8Array,
  timeout_ms: number,
): Promise<ModelScore[]> {
  return Promise.all(
    models.map(async (model) => {
      // Without calibration there is nothing to start a process for.
      if (model.manifest.calibration === undefined) return notCalibrated(model);
      try {
        return await pool.run(scoreTask, { model, bytes }, { queue: `model:${model.manifest.id}`, timeout_ms });
      } catch (error) {
        if (!(error instanceof PoolError) || error.code === "stopped") throw error;
        return scoreFailed(model, error.code, "the model could not be asked");
      }
    }),
  );
}
