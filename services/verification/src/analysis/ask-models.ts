import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BaseContext } from "@oneheart/kernel";
import {
  type ModelScore,
  modelSlots,
  notCalibrated,
  type OpenedModel,
  type OpenedModels,
  openModels,
  scoreFailed,
  scoreModule,
} from "@oneheart/models";
import type { scoreModel } from "@oneheart/models/score-task";
import type { ModelFacts } from "../rules/facts.ts";
import { analysisProcesses } from "../workers/analysis-processes.ts";
import { PoolError } from "../workers/pool/pool-error.ts";
import { task } from "../workers/pool/task.ts";

const scoreTask = task<typeof scoreModel>(scoreModule, "scoreModel");
/** Models take milliseconds. One that keeps being slower is not asked for a minute after the fifth time. */
const scoreTime_ms = 5_000;
const opened = new Map<string, Promise<OpenedModels>>();

/** Where an operator's models lie. */
function modelsFolder({ MODELS_DIR, DATA_DIR }: BaseContext["settings"]): string {
  return MODELS_DIR ?? join(DATA_DIR, "models");
}

/** Asks every installed model about a photograph, each in a process of its own. A model that fails or is slow is one that said nothing. */
export async function askModels(path: string, ctx: BaseContext): Promise<ModelFacts> {
  const all = await modelsIn(modelsFolder(ctx.settings), ctx);
  const bytes = all.models.length > 0 ? await readFile(path) : new Uint8Array();
  const scores = await Promise.all(all.models.map((model) => ask(model, bytes)));
  return {
    slots: Object.fromEntries(modelSlots(all).map((slot) => [slot.task, slot.explanation])),
    scores: scores.map(({ model, ...score }) => ({ ...model, ...score })),
  };
}

async function ask(model: OpenedModel, bytes: Uint8Array): Promise<ModelScore> {
  if (model.manifest.calibration === undefined) return notCalibrated(model);
  try {
    const options = { lane: `model:${model.manifest.id}`, timeout_ms: scoreTime_ms };
    return await analysisProcesses().run(scoreTask, { model, bytes }, options);
  } catch (error) {
    if (!(error instanceof PoolError)) throw error;
    return scoreFailed(model, error.code, "the model could not be asked");
  }
}

/** Read once in the life of the process. */
function modelsIn(folder: string, ctx: BaseContext): Promise<OpenedModels> {
  const known = opened.get(folder) ?? open(folder, ctx);
  opened.set(folder, known);
  return known;
}

async function open(folder: string, ctx: BaseContext): Promise<OpenedModels> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  const found = await openModels(isThere ? folder : undefined);
  for (const { id, error } of found.problems) ctx.log.error({ err: error, model: id }, "a model is not used");
  return found;
}
