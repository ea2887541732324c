import { requireNumber } from "../errors.ts";

/** An interval for a share. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The Wilson score interval for `successes` of `n` (E. B. Wilson, JASA 22, 1927); z = 1.96 for 95 %. With n = 0 nothing is known:
 * 0 to 1. Fractions are accepted, as weights make them. Throws `number_invalid`.
 */
export function wilson(successes: number, n: number, z = 1.959963984540054): Interval {
  requireNumber("n", n, 0);
  requireNumber("successes", successes, 0, n);
  requireNumber("z", z, 0);
  if (n === 0) return { lower: 0, upper: 1 };
  const p = successes / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { lower: Math.max(0, (centre - half) / scale), upper: Math.min(1, (centre + half) / scale) };
}
