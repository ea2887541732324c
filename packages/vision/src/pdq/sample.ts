import type { LumaImage, Region } from "../pixels/luma-image.ts";
import { jaroszResampling, sampledSide } from "./jarosz.ts";

/** The smoothed 64 × 64 picture (row by row, 0 to 255) of a region. */
export function sample(image: LumaImage, region: Region): Float32Array {
  return sampleRows(sampleColumns(image, region), region.height);
}

/** Each of the region's rows becomes 64 samples. */
function sampleColumns(image: LumaImage, region: Region): Float32Array {
  const { starts, weights, taps } = jaroszResampling(region.width);
  const { data, width } = image;
  const out = new Float32Array(region.height * sampledSide);
  for (let y = 0, at = 0; y < region.height; y += 1) {
    const row = (region.top + y) * width + region.left;
    for (let x = 0; x < sampledSide; x += 1, at += 1) {
      const from = row + starts[x]!;
      const weight = x * taps;
      let sum = 0;
      for (let tap = 0; tap < taps; tap += 1) sum += weights[weight + tap]! * data[from + tap]!;
      out[at] = sum;
    }
  }
  return out;
}

function sampleRows(columns: Float32Array, height: number): Float32Array {
  const { starts, weights, taps } = jaroszResampling(height);
  const out = new Float32Array(sampledSide * sampledSide);
  for (let y = 0; y < sampledSide; y += 1) {
    const row = y * sampledSide;
    for (let tap = 0; tap < taps; tap += 1) {
      const weight = weights[y * taps + tap]!;
      if (weight === 0) continue;
      const from = (starts[y]! + tap) * sampledSide;
      for (let x = 0; x < sampledSide; x += 1) out[row + x]! += weight * columns[from + x]!;
    }
  }
  return out;
}
