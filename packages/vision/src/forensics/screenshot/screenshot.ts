import { type RgbImage, readRgb, readSide } from "../../pixels/read-rgb.ts";
import { probabilityOf } from "../logistic.ts";
import { screenshotFeatures } from "./features.ts";
import { screenshotModel } from "./weights.ts";

/** Whether a picture is a screenshot or a drawing and not a photograph. Plain JSON, to be stored with an assessment. */
export interface Screenshot {
  state: "evaluated" | "not_evaluated";
  /** Why it was not evaluated: `unreadable` or `too_small`. */
  reason: string | null;
  probability: number | null;
  /** Whether the sides are as those of a telephone's screen; no part of the probability. */
  screen_shape: boolean | null;
  features_version: string;
}

const side_min = 64;
/** Sides of screens of telephones, the longer by the shorter: 18:9 to 22:9. */
const screen_shapes = { least: 1.99, most: 2.45 };

/**
 * Tells screenshots and drawings from photographs by flat areas, straight edges, few colours and missing noise. A photograph
 * that fills a screenshot from edge to edge looks like a photograph, which it is. Takes a file's bytes, or what `readRgb` made of them.
 */
export async function detectScreenshot(source: Uint8Array | RgbImage, pixels_max = 100_000_000): Promise<Screenshot> {
  const image = source instanceof Uint8Array ? await readRgb(source, readSide, pixels_max).catch(() => undefined) : source;
  if (image === undefined) return notEvaluated("unreadable");
  const { width, height } = image;
  if (Math.min(width, height) < side_min) return notEvaluated("too_small");
  const shape = Math.max(width, height) / Math.min(width, height);
  return {
    state: "evaluated",
    reason: null,
    probability: probabilityOf(screenshotModel, screenshotFeatures(image)),
    screen_shape: shape >= screen_shapes.least && shape <= screen_shapes.most,
    features_version: screenshotModel.version,
  };
}

function notEvaluated(reason: string): Screenshot {
  return { state: "not_evaluated", reason, probability: null, screen_shape: null, features_version: screenshotModel.version };
}
