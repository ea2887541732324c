import sharp from "sharp";
import { type LumaImage, lumaFromRgb } from "./luma-image.ts";
import { type RgbImage, readRgb, readSide } from "./read-rgb.ts";

/** The longer side at which pictures are hashed. */
const hashedSide = 512;

/**
 * The brightness of a picture (bytes or a file's path), as `readRgb` reads it, shrunk so that no side is longer than `sideMax`.
 * Throws `UnreadableImage`. @internal
 */
export async function readLuma(source: Uint8Array | string, sideMax = hashedSide, pixelsMax?: number): Promise<LumaImage> {
  return lumaOf(await readRgb(source, Math.max(sideMax, readSide), pixelsMax), sideMax);
}

/** The brightness of a picture that was read already. */
export async function lumaOf({ data, width, height }: RgbImage, sideMax = hashedSide): Promise<LumaImage> {
  if (Math.max(width, height) <= sideMax) return lumaFromRgb(data, width, height);
  const small = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(sideMax, sideMax, { fit: "inside" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return lumaFromRgb(small.data, small.info.width, small.info.height);
}
