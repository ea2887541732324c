import sharp from "sharp";
import type { ExifTags } from "../rules/exif-facts.ts";
import type { MediaFacts } from "../rules/facts.ts";
import { readExif } from "./read-exif.ts";

/** What stands before the TIFF block in JPEG and WebP, but not in PNG. */
const exifPrefix = Buffer.from("Exif\0\0");

/** Decodes every pixel of a photograph, and reads its EXIF. A broken one is an answer, not an error. */
export async function readImage(
  bytes: Uint8Array,
  media_type: string,
  max_pixels: number,
): Promise<{ media: MediaFacts; tags: ExifTags | undefined }> {
  if (media_type === "image/heic") return { media: { kind: "image", sound: "not_evaluated" }, tags: await readExif(bytes) };
  try {
    const image = sharp(bytes, { limitInputPixels: max_pixels, failOn: "error" });
    const { exif } = await image.metadata();
    // Shrinking keeps the pixels out of memory; each is decoded all the same.
    await image.clone().resize(32, 32, { fit: "fill" }).raw().toBuffer();
    return { media: { kind: "image", sound: "yes" }, tags: exif && (await readExif(tiffIn(exif))) };
  } catch {
    return { media: { kind: "image", sound: "no" }, tags: undefined };
  }
}

function tiffIn(exif: Buffer): Buffer {
  return exif.subarray(0, exifPrefix.length).equals(exifPrefix) ? exif.subarray(exifPrefix.length) : exif;
}
