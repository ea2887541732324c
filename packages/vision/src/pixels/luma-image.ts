/** Brightness of every pixel, row by row from the top left, 0 (black) to 255. */
export interface LumaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A part of an image in whole pixels. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** All of an image. */
export function fullRegion(image: LumaImage): Region {
  return { left: 0, top: 0, width: image.width, height: image.height };
}

/** BT.601 luminance, as the PDQ paper has it, of packed RGB bytes. */
export function lumaFromRgb(rgb: Uint8Array, width: number, height: number): LumaImage {
  const data = new Uint8Array(width * height);
  // Thousands of 2^16, rounded: integers only, the same on every machine.
  for (let pixel = 0, at = 0; pixel < data.length; pixel += 1, at += 3) {
    data[pixel] = (19595 * rgb[at]! + 38470 * rgb[at + 1]! + 7471 * rgb[at + 2]! + 32768) >> 16;
  }
  return { width, height, data };
}
