import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { ModelError } from "../errors.ts";
import { type EvidenceModel, manifestSchema } from "../manifest.ts";

/** The manifest in a model's folder. Throws `ModelError`. */
export async function readManifest(folder: string): Promise<EvidenceModel> {
  const parsed = manifestSchema.safeParse(parseJson(await readText(join(folder, "model.json"))));
  if (!parsed.success) throw new ModelError("manifest_invalid", parsed.error.issues.map(describe).join("; "));
  const { id } = parsed.data;
  if (id !== basename(folder)) throw new ModelError("manifest_invalid", `id is "${id}", and its folder "${basename(folder)}"`);
  return parsed.data;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new ModelError("manifest_missing", (error as NodeJS.ErrnoException).code, { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ModelError("manifest_invalid", (error as Error).message, { cause: error });
  }
}

function describe({ path, message }: { path: PropertyKey[]; message: string }): string {
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}
