import { readFile } from "node:fs/promises";
import { type RgbImage, readHeicRgb, readRgb, UnreadableImage } from "@oneheart/vision";
import sharp from "sharp";

const thumbnail_px = 320;
/** The longer side of what people are shown. */
export const copySide_px = 1280;

/** Small copies of a picture as JPEG: upright, in sRGB and without any metadata, so without position. */
export interface Copies {
  thumbnail: Uint8Array;
  delivery: Uint8Array;
}

/** A photograph that lies on this machine. */
export interface PhotographToCopy {
  path: string;
  media_type: string;
  pixels_max: number;
}

/**
 * Makes the copies of a photograph, which is decoded once and as small as it may be; undefined when it cannot be decoded. Run in a process
 * that may die of it.
 */
export async function makeCopies({ path, media_type, pixels_max }: PhotographToCopy): Promise<Copies | undefined> {
  try {
    const isHeic = media_type === "image/heic";
    const picture = isHeic ? await readHeicRgb(await readFile(path), copySide_px) : await readRgb(path, copySide_px, pixels_max);
    const delivery = await asJpeg(picture, 80);
    return { delivery, thumbnail: await asJpeg(await readRgb(delivery, thumbnail_px), 75) };
  } catch (error) {
    // It is about the bytes, and trying again would not change them.
    if (error instanceof UnreadableImage) return undefined;
    throw error;
  }
}

/** Pixels as JPEG. */
export function asJpeg({ data, width, height }: RgbImage, quality: number): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}
