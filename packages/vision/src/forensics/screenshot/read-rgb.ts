import sharp from "sharp";

/** Pixels in rows, three bytes each. */
export interface RgbImage {
  data: Uint8Array;
  width: number;
  height: number;
}

/**
 * Decodes a picture, shrunk to at most `side_max` on its longer side, without transparency.
 * @throws for what is damaged, or has more than `pixels_max` pixels.
 */
export async function readRgb(bytes: Uint8Array, side_max: number, pixels_max: number): Promise<RgbImage> {
  const { data, info } = await sharp(bytes, { limitInputPixels: pixels_max, failOn: "error" })
    .toColourspace("srgb")
    .flatten({ background: "white" })
    .resize(side_max, side_max, { fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`${info.channels} channels where three were asked for`);
  return { data, width: info.width, height: info.height };
}
