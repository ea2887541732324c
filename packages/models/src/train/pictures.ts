import { readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { ModelError } from "../errors.ts";
import { type LabelledPicture, picturesIn } from "../evaluate/data-set.ts";

/** A picture to fit a head to. Its group is the folder that it lies in: a source of photographs, or a generator. */
export interface GroupedPicture extends LabelledPicture {
  readonly group: string;
}

/** As telephones and messengers send pictures on: the longer side, in pixels, and JPEG's quality. Both are fitted to. */
const renditions = [
  { side: 1600, quality: 90 },
  { side: 1024, quality: 70 },
] as const;

/** The pictures in `real/<source>/` and `generated/<generator>/` of a folder, at any depth. Throws `data_set_invalid`. */
export async function* groupedPictures(folder: string): AsyncGenerator<GroupedPicture> {
  const groups = { real: await foldersIn(join(folder, "real")), generated: await foldersIn(join(folder, "generated")) };
  // Figures are told by the folder's name.
  const both = groups.real.find((name) => groups.generated.includes(name));
  if (both !== undefined) throw new ModelError("data_set_invalid", `${both} is a folder of real/ and of generated/`);
  for (const [kind, fake] of [["real", false] as const, ["generated", true] as const])
    for (const group of groups[kind]) for await (const picture of picturesIn(folder, join(kind, group), fake)) yield { ...picture, group };
}

/** The renditions of a picture. Throws `picture_unreadable`. */
export function renditionsOf(bytes: Uint8Array): Promise<Uint8Array[]> {
  const rendered = renditions.map(({ side, quality }) =>
    sharp(bytes)
      .autoOrient()
      .flatten({ background: "#fff" })
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .jpeg({ quality })
      .toBuffer(),
  );
  return Promise.all(rendered).catch((error: unknown) => {
    throw new ModelError("picture_unreadable", (error as Error).message, { cause: error });
  });
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw new ModelError("data_set_invalid", (error as Error).message, { cause: error });
  }
}
