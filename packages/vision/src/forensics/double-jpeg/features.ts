import type { Features } from "../logistic.ts";
import { type ModeHistogram, modes } from "./histograms.ts";
import { binProbabilities, meanLogLikelihood } from "./mixture.ts";
import { qualities, standardSteps } from "./standard-table.ts";

/** Steps beyond this leave too few values in low frequencies to tell. A step of 1 leaves no trace. */
const earlier_max = 40;

/** What the model looks at. Likelihoods are in nats, mean per block and summed over the frequencies. */
export type DoubleJpegFeature =
  | "standard_gain"
  | "standard_gain_total"
  | "standard_gain_root"
  | "standard_margin"
  | "standard_sharpness"
  | "free_gain"
  | "free_gain_total"
  | "explained"
  | "frequencies"
  | "blocks"
  | "step";

/** The features, and the quality of the earlier compression that explains the picture best. */
export function doubleJpegFeatures(histograms: ModeHistogram[]): { features: Features<DoubleJpegFeature>; earlier_quality: number } {
  const gains = histograms.map(gainsOf);
  const blocks = histograms[0]!.counts.reduce((sum, count) => sum + count, 0);
  const standard = standardGains(histograms, gains).toSorted((a, b) => b.gain - a.gain);
  const best = standard[0] ?? { quality: 100, gain: 0 };
  const runner_up = standard.find(({ quality }) => Math.abs(quality - best.quality) > 3)?.gain ?? 0;
  const middle = standard[standard.length >> 1]?.gain ?? 0;
  const free = gains.map((of) => Math.max(0, ...of));
  const free_gain = free.reduce((sum, gain) => sum + gain, 0);
  const steps = histograms.reduce((sum, { step }) => sum + step, 0);
  const features = {
    standard_gain: signedLog(best.gain * 1e4),
    standard_gain_total: signedLog(best.gain * blocks),
    standard_gain_root: signedLog(best.gain * 30 * Math.sqrt(blocks)),
    standard_margin: signedLog((best.gain - runner_up) * 1e4),
    standard_sharpness: clamped(best.gain / (best.gain - middle + 1e-5)),
    free_gain: Math.log1p(free_gain * 1e4),
    free_gain_total: Math.log1p(free_gain * blocks),
    explained: clamped(best.gain / (free_gain + 1e-4)),
    frequencies: free.filter((gain) => gain * blocks > 4).length / modes,
    blocks: Math.log(blocks),
    step: Math.log(steps / modes),
  };
  return { features, earlier_quality: best.quality };
}

/** By the earlier step: how much likelier (nats a coefficient) the histogram is if there was one, than if there was none. */
function gainsOf({ step, counts }: ModeHistogram): number[] {
  const single = meanLogLikelihood(counts, binProbabilities(step, 0));
  return Array.from({ length: earlier_max + 1 }, (_, earlier) =>
    earlier < 2 || earlier === step ? 0 : meanLogLikelihood(counts, binProbabilities(step, earlier)) - single,
  );
}

/** For each standard quality that would show: the gain if all frequencies were quantised with its table before. */
function standardGains(histograms: ModeHistogram[], gains: number[][]): Array<{ quality: number; gain: number }> {
  return qualities.flatMap((quality) => {
    const earlier = standardSteps(quality);
    const shown = gains.map((of, mode) => (earlier[mode] === histograms[mode]!.step ? 0 : (of[earlier[mode]!] ?? 0)));
    return shown.every((gain) => gain === 0) ? [] : [{ quality, gain: shown.reduce((sum, gain) => sum + gain, 0) }];
  });
}

/** Ratios of two small numbers say nothing beyond this. */
function clamped(ratio: number): number {
  return Math.min(2, Math.max(-2, ratio));
}

function signedLog(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value));
}
