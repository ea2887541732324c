import { wilson } from "../calibration/wilson.ts";
import { requireNumber } from "../errors.ts";
import { median, robustScale, type TooFew } from "../robust/robust.ts";

/** How much of what was handed in was captured at night. */
export interface NightShare {
  readonly n: number;
  readonly share: number;
  /** The share is at least this, one-sided 95 %. */
  readonly at_least: number;
}

/** The share of captures in the local hours from `from_hour` up to `to_hour`, over midnight where that is smaller. Hours are 0 to 24. */
export function nightShare(local_hours: readonly number[], from_hour = 0, to_hour = 5): NightShare {
  for (const hour of [...local_hours, from_hour, to_hour]) requireNumber("an hour", hour, 0, 24);
  const night = local_hours.filter((hour) =>
    from_hour <= to_hour ? hour >= from_hour && hour < to_hour : hour >= from_hour || hour < to_hour,
  ).length;
  const n = local_hours.length;
  return { n, share: n === 0 ? 0 : night / n, at_least: wilson(night, n, 1.645).lower };
}

/** How regular the pauses between submissions are. People's vary a lot; a program's do not. */
export type Regularity =
  | {
      readonly status: "ok";
      readonly n: number;
      readonly median_gap_ms: number;
      /** Standard deviation over mean; about 1 for a Poisson process, above it for people, who come in bursts. */
      readonly coefficient_of_variation: number;
      /** The same from median and median absolute deviation, which a few long pauses do not hide. */
      readonly robust_variation: number;
      /** Shannon entropy of the pauses in eight bins an octave, over the most that n pauses could have: 0 all alike, 1 all different. */
      readonly entropy: number;
    }
  | TooFew;

/** Measures the pauses between submissions; fewer than `needed` pauses say nothing. */
export function regularity(times_ms: readonly number[], needed = 8): Regularity {
  const ordered = times_ms.toSorted((a, b) => a - b);
  const gaps = ordered.slice(1).map((time, index) => time - ordered[index]!);
  if (gaps.length < Math.max(2, needed)) return { status: "too_few", n: gaps.length, needed: Math.max(2, needed) };
  const median_gap_ms = median(gaps);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1);
  return {
    status: "ok",
    n: gaps.length,
    median_gap_ms,
    coefficient_of_variation: mean === 0 ? 0 : Math.sqrt(variance) / mean,
    robust_variation: median_gap_ms === 0 ? 0 : robustScale(gaps) / median_gap_ms,
    entropy: entropyOf(gaps),
  };
}

function entropyOf(gaps: readonly number[]): number {
  const bins = new Map<number, number>();
  for (const gap of gaps) {
    // Rounding to bins around powers keeps equal pauses with a little jitter mostly together.
    const bin = Math.round(8 * Math.log2(Math.max(1, gap)));
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  const entropy = -[...bins.values()].reduce((sum, count) => sum + (count / gaps.length) * Math.log2(count / gaps.length), 0);
  return entropy === 0 ? 0 : entropy / Math.log2(gaps.length);
}
