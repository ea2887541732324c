import { facesIn } from "@oneheart/models";
import { blurRegions, type Region, type RgbImage, readRgb, regionOf } from "@oneheart/vision";
import { asJpeg, copySide_px } from "./copies.ts";

/** What was found in a copy. */
export interface FoundFaces {
  width: number;
  height: number;
  regions: Region[];
}

/** Where faces are in a picture that was copied before. Throws `ModelError`. Run in a process of its own. */
export async function findFaces({ jpeg, model }: { jpeg: Uint8Array; model: string | undefined }): Promise<FoundFaces> {
  const picture = await readRgb(jpeg, copySide_px);
  const faces = await facesIn(picture, model);
  const { width, height } = picture;
  return { width, height, regions: faces.flatMap((face) => regionOf(face, picture) ?? []) };
}

/** A copy whose regions nobody can make out, without any metadata. */
export async function blurCopy({ jpeg, regions }: { jpeg: Uint8Array; regions: readonly Region[] }): Promise<Uint8Array> {
  const picture: RgbImage = await readRgb(jpeg, copySide_px);
  return asJpeg(blurRegions(picture, regions), 80);
}
