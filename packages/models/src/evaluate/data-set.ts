import { createHash } from "node:crypto";
import { opendir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { ModelError } from "../errors.ts";

/** One picture to evaluate on. `fake` is what the model is to find, whatever its task. */
export interface LabelledPicture {
  readonly path: string;
  readonly fake: boolean;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

const pictureBytesMax = 64 * 2 ** 20;
const picturesMax = 100_000;

/** The files in `real/` and `fake/` of a folder, at any depth, one after the other. Throws `data_set_invalid`. */
export async function* labelledPictures(folder: string): AsyncGenerator<LabelledPicture> {
  yield* picturesIn(folder, "real", false);
  yield* picturesIn(folder, "fake", true);
}

/** The files in one folder of a data set, at any depth. Throws `data_set_invalid`. */
export async function* picturesIn(folder: string, name: string, fake: boolean): AsyncGenerator<LabelledPicture> {
  for (const path of await filesIn(join(folder, name))) {
    const { size } = await stat(path);
    if (size > pictureBytesMax) throw new ModelError("data_set_invalid", `${relative(folder, path)} has ${size} bytes`);
    const bytes = await readFile(path);
    yield { path: relative(folder, path), fake, sha256: createHash("sha256").update(bytes).digest("hex"), bytes };
  }
}

/** Names a set of pictures with their labels by its content. */
export function datasetIdOf(pictures: readonly { sha256: string; fake: boolean }[]): string {
  const lines = pictures.map(({ sha256, fake }) => `${sha256} ${fake ? "fake" : "real"}\n`).sort();
  return `sha256:${createHash("sha256").update(lines.join("")).digest("hex")}`;
}

async function filesIn(folder: string): Promise<string[]> {
  const paths: string[] = [];
  try {
    for await (const entry of await opendir(folder, { recursive: true }))
      if (entry.isFile() && !entry.name.startsWith(".")) paths.push(join(entry.parentPath, entry.name));
  } catch (error) {
    throw new ModelError("data_set_invalid", (error as Error).message, { cause: error });
  }
  if (paths.length > picturesMax) throw new ModelError("data_set_invalid", `more than ${picturesMax} files`);
  return paths.sort();
}
