import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const folder = createRequire(import.meta.url).resolve("startbootstrap-creative/package.json");

/** A real photograph of the npm package startbootstrap-creative. */
export function plainPhotograph(number: 1 | 2 | 3 | 4 | 5 | 6 = 1): Promise<Buffer> {
  return readFile(new URL(`dist/assets/img/portfolio/fullsize/${number}.jpg`, `file://${folder}`));
}

const walkFolder = new URL("../../../../../shared/data/photos/", import.meta.url);

/** The nine photographs of a walk through Arezzo on 22 October 2008, where they lie beside the repository. */
export async function walkThroughArezzo(): Promise<Buffer[]> {
  const names = await readdir(walkFolder).catch(() => []);
  return Promise.all(names.filter((name) => name.endsWith(".jpg")).map((name) => readFile(new URL(name, walkFolder))));
}
