import { requireNumber, TrustError } from "../errors.ts";

/** The middle value, of an even number the mean of the two in the middle. Throws `empty` and `number_invalid`. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new TrustError("empty", "the median of nothing");
  for (const value of values) requireNumber("a value", value);
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The median absolute deviation from the median, unscaled (Hampel 1974). */
export function medianAbsoluteDeviation(values: readonly number[], centre = median(values)): number {
  return median(values.map((value) => Math.abs(value - centre)));
}

/** What makes the deviation an estimate of a normal distribution's standard deviation in samples of 2 to 9 (Croux and Rousseeuw 1992). */
const smallSample = [1.196, 1.495, 1.363, 1.206, 1.2, 1.14, 1.129, 1.107];

/**
 * The standard deviation estimated from the median absolute deviation, 1.4826 times it, corrected for small samples; where more
 * than half of the values are equal, from the mean absolute deviation (Iglewicz and Hoaglin 1993). 0 when all are equal.
 */
export function robustScale(values: readonly number[]): number {
  const centre = median(values);
  const deviation = medianAbsoluteDeviation(values, centre);
  if (deviation > 0) return 1.4826 * deviation * correction(values.length);
  return 1.253314 * (values.reduce((sum, value) => sum + Math.abs(value - centre), 0) / values.length);
}

/** A z-score, or why there is none. */
export type RobustZ = { readonly status: "ok"; readonly z: number; readonly centre: number; readonly scale: number } | TooFew;

/** Not enough was seen to say anything. */
export interface TooFew {
  readonly status: "too_few";
  readonly n: number;
  readonly needed: number;
}

/**
 * How many robust standard deviations a value lies above the median of a sample. `scale_min` is the least spread that is believed:
 * for counts `countScaleMin`. Samples below `needed` values give no score.
 */
export function robustZ(value: number, sample: readonly number[], scale_min: number, needed = 8): RobustZ {
  requireNumber("the value", value);
  requireNumber("scale_min", scale_min, Number.MIN_VALUE);
  if (sample.length < Math.max(1, needed)) return { status: "too_few", n: sample.length, needed };
  const centre = median(sample);
  const scale = Math.max(scale_min, robustScale(sample));
  return { status: "ok", z: (value - centre) / scale, centre, scale };
}

/** The least spread of counts: a Poisson distribution's of the sample's median, at least 1. */
export function countScaleMin(sample: readonly number[]): number {
  return sample.length === 0 ? 1 : Math.sqrt(Math.max(1, median(sample)));
}

function correction(n: number): number {
  return n < 2 ? 1 : (smallSample[n - 2] ?? n / (n - 0.8));
}
