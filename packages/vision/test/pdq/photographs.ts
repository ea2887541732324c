import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const folder = createRequire(import.meta.url).resolve("startbootstrap-creative/package.json");

/** Six real photographs, those of the npm package startbootstrap-creative. */
export const photographs: readonly Buffer[] = await Promise.all(
  [1, 2, 3, 4, 5, 6].map((number) => readFile(new URL(`dist/assets/img/portfolio/fullsize/${number}.jpg`, `file://${folder}`))),
);
