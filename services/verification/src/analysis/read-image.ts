import {
  type MetadataClaims,
  noClaims,
  type RgbImage,
  readHeicRgb,
  readPhotographMetadata,
  readRgb,
  UnreadableImage,
} from "@oneheart/vision";
import type { ExifTags } from "../assessment/rules/exif-facts.ts";
import type { MediaFacts } from "../assessment/rules/facts.ts";
import { readExif } from "./read-exif.ts";

/** What was read of a photograph. */
export interface ReadImage {
  media: MediaFacts;
  tags: ExifTags | undefined;
  /** What its metadata says beside EXIF. */
  claims: MetadataClaims;
  /** In pixels, as the file has them. */
  size?: { width: number; height: number };
  /** Nothing of one that is broken, or of one that is too large to be decoded here. */
  picture?: RgbImage;
}

/** Decodes every pixel of a photograph, once and small, and reads its metadata. A broken one is an answer, not an error. */
export async function readImage(bytes: Buffer, media_type: string, max_pixels: number): Promise<ReadImage> {
  const { exif, claims, size } = await readPhotographMetadata(bytes, media_type);
  const tags = exif && (await readExif(exif));
  try {
    const media = { kind: "image", sound: "yes" } as const;
    if (media_type !== "image/heic") return { media, tags, claims, size, picture: await readRgb(bytes, undefined, max_pixels) };
    const { original, ...picture } = await readHeicRgb(bytes);
    return { media, tags, claims, size: original, picture };
  } catch (error) {
    if (!(error instanceof UnreadableImage)) throw error;
    if (media_type === "image/heic" && error.reason === "too_many_pixels")
      return { media: { kind: "image", sound: "not_evaluated" }, tags, claims };
    return { media: { kind: "image", sound: "no" }, tags: undefined, claims: noClaims };
  }
}
