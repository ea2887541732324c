import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BaseContext } from "@oneheart/kernel";
import { modelSlots, type OpenedModels, openModels } from "@oneheart/models";
import type { ModelFacts } from "../assessment/rules/facts.ts";
import { analysisProcesses } from "../workers/analysis-processes.ts";
import { scoreModels } from "../workers/score-models.ts";

/** Models take milliseconds. One that keeps being slower is not asked for a minute after the fifth time. */
const scoreTime_ms = 5_000;
const opened = new Map<string, Promise<OpenedModels>>();

/** Where an operator's models lie. */
function modelsFolder({ MODELS_DIR, DATA_DIR }: BaseContext["settings"]): string {
  return MODELS_DIR ?? join(DATA_DIR, "models");
}

/** Asks every installed model about a photograph. A model that fails or is slow is one that said nothing. */
export async function askModels(path: string, ctx: BaseContext): Promise<ModelFacts> {
  const all = await modelsIn(modelsFolder(ctx.settings), ctx);
  const bytes = all.models.length > 0 ? await readFile(path) : new Uint8Array();
  const scores = await scoreModels(analysisProcesses(), all.models, bytes, scoreTime_ms);
  return {
    slots: Object.fromEntries(modelSlots(all).map((slot) => [slot.task, slot.explanation])),
    scores: scores.map(({ model, ...score }) => ({ ...model, ...score })),
  };
}

/** Read once in the life of the process; what could not be read is tried again for the next photograph. */
function modelsIn(folder: string, ctx: BaseContext): Promise<OpenedModels> {
  const known = opened.get(folder) ?? open(folder, ctx);
  opened.set(folder, known);
  known.catch(() => opened.delete(folder));
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
