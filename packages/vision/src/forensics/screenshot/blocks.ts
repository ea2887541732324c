import type { RgbImage } from "../../pixels/read-rgb.ts";

const side = 8;
const flat_range_max = 3;

/** Over blocks of 8 by 8: how many are flat, and how strong the noise is in the quieter ones (after Immerkær, 1996). */
export function blockShares({ width, height }: RgbImage, luma: Uint8Array) {
  const noise: number[] = [];
  let flat = 0;
  for (let y = 1; y + side < height; y += side) {
    for (let x = 1; x + side < width; x += side) {
      const { range, residual } = blockAt(luma, width, x, y);
      if (range <= flat_range_max) flat++;
      noise.push(residual);
    }
  }
  const sorted = Float64Array.from(noise).sort();
  const quantile = (share: number) => Math.log(0.05 + (sorted[Math.floor(share * (sorted.length - 1))] ?? 0));
  return {
    flat_blocks: flat / Math.max(1, noise.length),
    noise: quantile(0.25),
    noise_spread: quantile(0.75) - quantile(0.25),
  };
}

/** The range of the luma, and the mean of what a second difference in both directions leaves. */
function blockAt(luma: Uint8Array, width: number, left: number, top: number): { range: number; residual: number } {
  let least = 255;
  let most = 0;
  let sum = 0;
  for (let y = top; y < top + side; y++) {
    for (let x = left; x < left + side; x++) {
      const at = y * width + x;
      const value = luma[at]!;
      if (value < least) least = value;
      if (value > most) most = value;
      const above = luma[at - width - 1]! - 2 * luma[at - width]! + luma[at - width + 1]!;
      const here = luma[at - 1]! - 2 * value + luma[at + 1]!;
      const below = luma[at + width - 1]! - 2 * luma[at + width]! + luma[at + width + 1]!;
      sum += Math.abs(above - 2 * here + below);
    }
  }
  return { range: most - least, residual: sum / (6 * side * side) };
}
