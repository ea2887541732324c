/** Photographs of people, with every face marked by hand: which kind it is of, and where it lies. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A marked face: its place in pixels of the file, and what it is like, such as "mask". */
export interface MarkedFace {
  readonly box: readonly [left: number, top: number, width: number, height: number];
  readonly kinds: readonly string[];
}

export interface MarkedPicture {
  readonly file: string;
  readonly origin: string;
  readonly faces: readonly MarkedFace[];
}

/** The pictures that `faces.json` in a folder lists, with whole paths; a file that is missing is an error, not a smaller sample. */
export async function markedPictures(folder: string): Promise<MarkedPicture[]> {
  const listed = JSON.parse(await readFile(join(folder, "faces.json"), "utf8")) as MarkedPicture[];
  const missing = listed.filter(({ file }) => !existsSync(join(folder, file)));
  if (missing.length > 0) throw new Error(`${folder} lacks ${missing.map(({ file }) => file).join(", ")}`);
  return listed.map((picture) => ({ ...picture, file: join(folder, picture.file) }));
}
