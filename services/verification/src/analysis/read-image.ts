import { type RgbImage, readRgb } from "@oneheart/vision";
import sharp from "sharp";
import type { ExifTags } from "../assessment/rules/exif-facts.ts";
import type { MediaFacts } from "../assessment/rules/facts.ts";
import { readExif } from "./read-exif.ts";

/** What stands before the TIFF block in JPEG and WebP, but not in PNG. */
const exifPrefix = Buffer.from("Exif\0\0");

/** What was read of a photograph. */
export interface ReadImage {
  media: MediaFacts;
  tags: ExifTags | undefined;
  /** Nothing of one that is broken, or of a kind that is not decoded here. */
  picture?: RgbImage;
}

/** Decodes every pixel of a photograph, once, and reads its EXIF. A broken one is an answer, not an error. */
export async function readImage(bytes: Uint8Array, media_type: string, max_pixels: number): Promise<ReadImage> {
  if (media_type === "image/heic") return { media: { kind: "image", sound: "not_evaluated" }, tags: await readExif(bytes) };
  try {
    const picture = await readRgb(bytes, undefined, max_pixels);
    const { exif } = await sharp(bytes, { limitInputPixels: max_pixels, failOn: "error" }).metadata();
    return { media: { kind: "image", sound: "yes" }, tags: exif && (await readExif(tiffIn(exif))), picture };
  } catch {
    return { media: { kind: "image", sound: "no" }, tags: undefined };
  }
}

function tiffIn(exif: Buffer): Buffer {
  return exif.subarray(0, exifPrefix.length).equals(exifPrefix) ? exif.subarray(exifPrefix.length) : exif;
}
