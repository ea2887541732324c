import { readCoefficients } from "../jpeg/read-coefficients.ts";
import { JpegUnreadable } from "../jpeg/unreadable.ts";
import { probabilityOf } from "../logistic.ts";
import { doubleJpegFeatures } from "./features.ts";
import { type ModeHistogram, modeHistograms } from "./histograms.ts";
import { doubleJpegModel } from "./weights.ts";

/** Whether a JPEG's pixels went through JPEG before, on the same grid. Plain JSON, to be stored with an assessment. */
export interface DoubleJpeg {
  state: "evaluated" | "not_evaluated";
  /** Why it was not evaluated: `not_jpeg`, `truncated`, `malformed`, `unsupported`, `size`, `too_small` or `no_texture`. */
  reason: string | null;
  probability: number | null;
  /** The earlier quality (IJG scale) that explains the picture best; null while one compression is likelier. */
  earlier_quality: number | null;
  features_version: string;
}

const blocks_min = 128;
const textured_min = 256;
/** Two megapixels are read at first, and all of a picture only where those show too little: the sky is above the ground. */
const blocks_first = 32_768;
const textured_enough = 50_000;

/**
 * Tells a JPEG that was compressed twice by the periodic traces that the first quantisation left in the histograms of its
 * coefficients (after Pevný and Fridrich, 2008), as gains in likelihood over the best smooth distribution.
 *
 * Weak evidence: phones save edited pictures again and messengers recompress everything. It cannot see an earlier
 * compression at quality 97 or more, at the same quality, or before the picture was resized or cropped off the grid.
 * Takes about 0.06 s; bounded in memory, and damaged files are an answer.
 */
export function detectDoubleJpeg(bytes: Uint8Array): DoubleJpeg {
  try {
    const histograms = readHistograms(bytes);
    const reason = tooLittle(histograms);
    if (reason !== undefined) return notEvaluated(reason);
    const { features, earlier_quality } = doubleJpegFeatures(histograms);
    const probability = probabilityOf(doubleJpegModel, features);
    return {
      state: "evaluated",
      reason: null,
      probability,
      earlier_quality: probability < 0.5 ? null : earlier_quality,
      features_version: doubleJpegModel.version,
    };
  } catch (error) {
    if (error instanceof JpegUnreadable) return notEvaluated(error.code);
    throw error;
  }
}

function readHistograms(bytes: Uint8Array): ModeHistogram[] {
  const first = readCoefficients(bytes, { blocks_first });
  const histograms = modeHistograms(first);
  return first.is_whole || texturedOf(histograms) >= textured_enough ? histograms : modeHistograms(readCoefficients(bytes));
}

function tooLittle(histograms: ModeHistogram[]): string | undefined {
  if (blocksOf(histograms) < blocks_min) return "too_small";
  return texturedOf(histograms) < textured_min ? "no_texture" : undefined;
}

function blocksOf(histograms: readonly ModeHistogram[]): number {
  return histograms[0]!.counts.reduce((sum, count) => sum + count, 0);
}

/** Coefficients that are not zero, over all frequencies looked at. */
function texturedOf(histograms: readonly ModeHistogram[]): number {
  const blocks = blocksOf(histograms);
  return histograms.reduce((sum, { counts }) => sum + blocks - counts[0]!, 0);
}

function notEvaluated(reason: string): DoubleJpeg {
  return { state: "not_evaluated", reason, probability: null, earlier_quality: null, features_version: doubleJpegModel.version };
}
