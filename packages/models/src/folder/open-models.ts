import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ModelError } from "../errors.ts";
import type { EvidenceModel } from "../manifest.ts";
import { checkModelFile } from "./model-file.ts";
import { readManifest } from "./read-manifest.ts";

/** A model whose manifest is valid and whose file is the one that it names. Plain data: it can be sent to a worker. */
export interface OpenedModel {
  readonly manifest: EvidenceModel;
  /** Its folder. */
  readonly folder: string;
}

/** A model that is not used, and why. */
export interface ModelProblem {
  readonly id: string;
  readonly error: ModelError;
}

/** What a folder of models holds. */
export interface OpenedModels {
  readonly models: readonly OpenedModel[];
  readonly problems: readonly ModelProblem[];
}

const modelsMax = 16;

/**
 * Reads every model in `dir` (`<id>/model.json` and `<id>/model.onnx`), checks manifests and hashes, and runs nothing. Without `dir`
 * there are no models. A broken model is a problem and stops no other. Never throws.
 */
export async function openModels(dir: string | undefined): Promise<OpenedModels> {
  if (dir === undefined) return { models: [], problems: [] };
  const models: OpenedModel[] = [];
  const problems: ModelProblem[] = [];
  for (const id of await modelIds(dir, problems)) {
    try {
      models.push(await openModel(join(resolve(dir), id)));
    } catch (error) {
      problems.push({ id, error: asModelError(error) });
    }
  }
  return { models, problems };
}

/** One model. Throws `ModelError`. */
export async function openModel(folder: string): Promise<OpenedModel> {
  const manifest = await readManifest(folder);
  if (manifest.task === "toxicity") throw new ModelError("task_unsupported", "toxicity is about text");
  await checkModelFile(join(folder, "model.onnx"), manifest.sha256);
  return { manifest, folder };
}

async function modelIds(dir: string, problems: ModelProblem[]): Promise<string[]> {
  try {
    const entries = await readdir(dir, { withFileTypes: true });
    const ids = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith(".")).map((entry) => entry.name);
    const left = ids.sort().splice(modelsMax);
    for (const id of left) problems.push({ id, error: new ModelError("too_many_models", `at most ${modelsMax}`) });
    return ids;
  } catch (error) {
    problems.push({ id: dir, error: asModelError(error) });
    return [];
  }
}

function asModelError(error: unknown): ModelError {
  return error instanceof ModelError ? error : new ModelError("folder_unreadable", (error as Error).message, { cause: error });
}
