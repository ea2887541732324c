import type { LumaImage, Region } from "./luma-image.ts";

/** A region as it is seen in a mirror. */
export function mirror(image: LumaImage, region: Region): LumaImage {
  const { width, height } = region;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const start = (region.top + y) * image.width + region.left;
    data.set(image.data.subarray(start, start + width), y * width);
    data.subarray(y * width, (y + 1) * width).reverse();
  }
  return { width, height, data };
}
