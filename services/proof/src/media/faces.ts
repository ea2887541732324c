import { facesIn } from "@oneheart/models";
import { blurRegions, type Region, readRgb, regionOf } from "@oneheart/vision";
import { asJpeg, copySide_px } from "./copies.ts";

/** A picture that was copied before, and what to blur in it. */
export interface PictureToBlur {
  jpeg: Uint8Array;
  /** What is known already. */
  regions: readonly Region[];
  /** Whether faces are looked for first, and by which file where it is not the installed one. */
  search: { model: string | undefined } | undefined;
}

/** A copy whose regions nobody can make out, without any metadata. */
export interface BlurredPicture {
  width: number;
  height: number;
  /** Where faces were found. */
  found: Region[];
  jpeg: Uint8Array;
}

/** Looks for faces where asked to, and blurs them and what is known already. Throws `ModelError`. Run in a process of its own. */
export async function blurFaces({ jpeg, regions, search }: PictureToBlur): Promise<BlurredPicture> {
  const picture = await readRgb(jpeg, copySide_px);
  const { width, height } = picture;
  const faces = search === undefined ? [] : await facesIn(picture, search.model);
  const found = faces.flatMap((face) => regionOf(face, picture) ?? []);
  return { width, height, found, jpeg: await asJpeg(blurRegions(picture, [...regions, ...found]), 80) };
}
