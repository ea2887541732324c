import type { RgbImage } from "../../pixels/read-rgb.ts";
import type { Features } from "../logistic.ts";
import { blockShares } from "./blocks.ts";
import { colourShares } from "./colours.ts";
import { gradientShares } from "./gradients.ts";
import { lineShares } from "./lines.ts";

/** What the model looks at. Shares are between 0 and 1; what spans decades is a logarithm. */
export type ScreenshotFeature =
  | "equal_neighbours"
  | "near_neighbours"
  | "axis_edges"
  | "hard_edges"
  | "flat_blocks"
  | "noise"
  | "noise_spread"
  | "distinct_colours"
  | "top_colour"
  | "top_colours"
  | "top_exact"
  | "extremes"
  | "grey"
  | "saturation"
  | "blank_lines"
  | "straight_lines"
  | "edge_run_across"
  | "edge_run_down"
  | "equal_run"
  | "border";

/** Simple statistics in which screens and drawings differ from what a lens and a sensor make. Pixels only, no metadata. */
export function screenshotFeatures(image: RgbImage): Features<ScreenshotFeature> {
  const luma = lumaOf(image);
  return {
    ...gradientShares(image, luma),
    ...blockShares(image, luma),
    ...colourShares(image),
    ...lineShares(image, luma),
  };
}

/** BT.601, rounded to whole numbers. */
function lumaOf({ data, width, height }: RgbImage): Uint8Array {
  const luma = new Uint8Array(width * height);
  for (let n = 0; n < luma.length; n++) luma[n] = (77 * data[3 * n]! + 150 * data[3 * n + 1]! + 29 * data[3 * n + 2]! + 128) >> 8;
  return luma;
}
