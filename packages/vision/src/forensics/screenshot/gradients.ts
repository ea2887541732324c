import type { RgbImage } from "../../pixels/read-rgb.ts";

const edge_min = 24;
const hard_min = 96;

/** Between each pixel and its right and lower neighbours: how often nothing changes, and how edges lie where something does. */
export function gradientShares({ data, width, height }: RgbImage, luma: Uint8Array) {
  let equal = 0;
  let near = 0;
  let edges = 0;
  let axis = 0;
  let hard = 0;
  let pairs = 0;
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const at = y * width + x;
      const across = Math.abs(luma[at + 1]! - luma[at]!);
      const down = Math.abs(luma[at + width]! - luma[at]!);
      pairs++;
      if (across <= 1 && down <= 1) near++;
      if (across === 0 && down === 0 && sameColour(data, at, at + 1) && sameColour(data, at, at + width)) equal++;
      const most = Math.max(across, down);
      if (most < edge_min) continue;
      edges++;
      if (Math.min(across, down) * 4 < most) axis++;
      if (most >= hard_min) hard++;
    }
  }
  const some = Math.max(1, pairs);
  return {
    equal_neighbours: equal / some,
    near_neighbours: near / some,
    axis_edges: (axis + 10) / (edges + 20),
    hard_edges: (hard + 1) / (edges + 20),
  };
}

function sameColour(data: Uint8Array, one: number, other: number): boolean {
  return data[3 * one] === data[3 * other] && data[3 * one + 1] === data[3 * other + 1] && data[3 * one + 2] === data[3 * other + 2];
}
