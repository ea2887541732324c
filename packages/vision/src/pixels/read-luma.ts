import sharp from "sharp";
import { type LumaImage, lumaFromRgb } from "./luma-image.ts";

/** Why no pixels came out of a file. */
export type UnreadableReason = "too_many_pixels" | "undecodable";

/** A picture that cannot be decoded within the limits. */
export class UnreadableImage extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, options?: ErrorOptions) {
    super(reason === "too_many_pixels" ? "the picture has too many pixels" : "the picture cannot be decoded", options);
    this.name = "UnreadableImage";
    this.reason = reason;
  }
}

/** 64 megapixels: at most about 200 MB while a progressive JPEG is decoded, and less for all others. */
const defaultPixelsMax = 64_000_000;

/**
 * The brightness of a picture (bytes or a file's path), turned as its EXIF orientation says and shrunk so that no side is longer
 * than `sideMax`; smaller pictures keep their size. Transparent parts count as white. Throws `UnreadableImage`.
 */
export async function readLuma(source: Uint8Array | string, sideMax = 512, pixelsMax = defaultPixelsMax): Promise<LumaImage> {
  try {
    const { data, info } = await sharp(source, { limitInputPixels: pixelsMax, failOn: "error", sequentialRead: true })
      .autoOrient()
      .resize(sideMax, sideMax, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    return info.channels === 1
      ? { width: info.width, height: info.height, data: new Uint8Array(data) }
      : lumaFromRgb(data, info.width, info.height);
  } catch (error) {
    throw new UnreadableImage((error as Error).message.includes("pixel limit") ? "too_many_pixels" : "undecodable", { cause: error });
  }
}
