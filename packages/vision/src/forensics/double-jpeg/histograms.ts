import type { JpegCoefficients } from "../jpeg/read-coefficients.ts";

/** The frequencies looked at: the first AC ones in zigzag order. Higher ones are nearly all zero. */
export const modes = 15;
/** Magnitudes up to this one have their own bin; larger ones share the last. */
export const magnitude_max = 20;

/** One frequency of a picture: its quantisation step and how often each magnitude occurs. */
export interface ModeHistogram {
  step: number;
  /** `magnitude_max` + 2 counts. */
  counts: Float64Array;
}

/** Counts the magnitudes of the picture's coefficients. */
export function modeHistograms({ coefficients, quantisation, columns, rows, stride }: JpegCoefficients): ModeHistogram[] {
  const histograms = Array.from({ length: modes }, (_, mode) => ({
    step: quantisation[mode + 1]!,
    counts: new Float64Array(magnitude_max + 2),
  }));
  const kept_rows = Math.min(rows, Math.floor(coefficients.length / 64 / stride));
  for (let row = 0; row < kept_rows; row++) {
    for (let column = 0; column < columns; column++) {
      const offset = (row * stride + column) * 64;
      for (let mode = 0; mode < modes; mode++) {
        const magnitude = Math.abs(coefficients[offset + mode + 1]!);
        histograms[mode]!.counts[Math.min(magnitude, magnitude_max + 1)]!++;
      }
    }
  }
  return histograms;
}
