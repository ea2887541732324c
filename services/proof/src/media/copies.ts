import sharp from "sharp";

const thumbnail_px = 320;
const delivery_px = 1280;

/** Small copies of a picture as WebP: upright, in sRGB and without any metadata, so without position. */
export interface Copies {
  thumbnail: Buffer;
  delivery: Buffer;
}

/** Makes the copies; undefined when the picture cannot be decoded. */
export async function makeCopies(original: Uint8Array, max_pixels: number): Promise<Copies | undefined> {
  try {
    const delivery = await shrink(original, delivery_px, max_pixels);
    return { delivery, thumbnail: await shrink(delivery, thumbnail_px, max_pixels) };
  } catch {
    // What sharp throws here is about the bytes, and trying again would not change them.
    return undefined;
  }
}

function shrink(image: Uint8Array, side_px: number, max_pixels: number): Promise<Buffer> {
  return sharp(image, { limitInputPixels: max_pixels, failOn: "error" })
    .autoOrient()
    .resize({ width: side_px, height: side_px, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer();
}
