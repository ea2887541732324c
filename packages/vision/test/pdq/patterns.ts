import type { LumaImage } from "../../src/index.ts";

/** A picture of curved stripes, from whole numbers only. */
export function pattern(width: number, height: number): LumaImage {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data[y * width + x] = (3 * x * x + 5 * y * y + 7 * x * y) >> 10;
  }
  return { width, height, data };
}
