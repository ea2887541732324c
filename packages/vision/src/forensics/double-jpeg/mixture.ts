import { magnitude_max } from "./histograms.ts";

/**
 * The distribution of a DCT coefficient before any quantisation is modelled as a mixture of zero-mean Laplace and Gauss
 * distributions of fixed scales: smooth, symmetric and falling, which is all that is assumed of a natural picture.
 */
const laplace_scales = Array.from({ length: 11 }, (_, n) => 0.35 * 1.9 ** n);
const gauss_scales = Array.from({ length: 9 }, (_, n) => 0.5 * 1.8 ** n);
const components = laplace_scales.length + gauss_scales.length;
const bins = magnitude_max + 2;
/** Rounding to whole pixel values and colour conversion between the two compressions, in coefficient units. */
const rounding_noise = 0.55;
const iterations = 30;

/** For each magnitude bin the probability of each component, bin by bin. */
export type BinProbabilities = Float64Array;

const cache = new Map<number, BinProbabilities>();

/** Probabilities of the bins at `step`, for a coefficient that was quantised with `earlier` before; 0 for one that was not. */
export function binProbabilities(step: number, earlier: number): BinProbabilities {
  const key = step * 256 + earlier;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const found = earlier === 0 ? singleProbabilities(step) : doubleProbabilities(step, earlier);
  if (cache.size >= 1024) cache.clear();
  cache.set(key, found);
  return found;
}

/** The greatest mean log-likelihood of the counts (nats a coefficient), over all mixing weights; by expectation maximisation. */
export function meanLogLikelihood(counts: Float64Array, probabilities: BinProbabilities): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const weights = new Float64Array(components).fill(1 / components);
  const next = new Float64Array(components);
  let likelihood = 0;
  for (let round = 0; round < iterations; round++) {
    next.fill(0);
    likelihood = 0;
    for (let bin = 0; bin < bins; bin++) {
      if (counts[bin]! > 0) likelihood += addShares(counts[bin]!, weights, probabilities, bin * components, next);
    }
    for (let c = 0; c < components; c++) weights[c] = next[c]! / total;
  }
  return likelihood / total;
}

/** What each component makes of the bin that is looked at. It is used up within a call. */
const made = new Float64Array(components);

/** Adds to each component what it has of a bin's count; answers the bin's log-likelihood. */
function addShares(count: number, weights: Float64Array, probabilities: BinProbabilities, from: number, next: Float64Array): number {
  let sum = 1e-12;
  for (let c = 0; c < components; c++) {
    const own = weights[c]! * probabilities[from + c]!;
    made[c] = own;
    sum += own;
  }
  const share = count / sum;
  for (let c = 0; c < components; c++) next[c]! += made[c]! * share;
  return count * Math.log(sum);
}

function singleProbabilities(step: number): BinProbabilities {
  return eachComponent((below) => {
    const found = Float64Array.from({ length: bins }, (_, n) => below((n + 0.5) * step) - (n === 0 ? 0 : below((n - 0.5) * step)));
    found[bins - 1] = 1 - below((bins - 1.5) * step);
    return found;
  });
}

function doubleProbabilities(step: number, earlier: number): BinProbabilities {
  const reach = Math.ceil(((bins + 1) * step) / earlier);
  const spreads = Array.from({ length: reach }, (_, n) => spread(n * earlier, step));
  return eachComponent((below) => {
    const found = new Float64Array(bins);
    for (let n = 0; n < reach; n++) {
      const mass = below((n + 0.5) * earlier) - (n === 0 ? 0 : below((n - 0.5) * earlier));
      for (const [bin, share] of spreads[n]!) found[bin]! += mass * share;
    }
    found[bins - 1]! += 1 - below((reach - 0.5) * earlier);
    return found;
  });
}

/** Which magnitude bins a value falls into after the noise between the compressions. */
function spread(value: number, step: number): Array<[bin: number, share: number]> {
  const shares = new Map<number, number>();
  const width = Math.ceil((4 * rounding_noise) / step);
  const centre = Math.round(value / step);
  for (let n = centre - width; n <= centre + width; n++) {
    const share = normalBelow(((n + 0.5) * step - value) / rounding_noise) - normalBelow(((n - 0.5) * step - value) / rounding_noise);
    const bin = Math.min(Math.abs(n), bins - 1);
    shares.set(bin, (shares.get(bin) ?? 0) + share);
  }
  return [...shares];
}

/** `below(x)` is the probability of a magnitude under x. */
function eachComponent(probabilities: (below: (x: number) => number) => Float64Array): BinProbabilities {
  const found = [
    ...laplace_scales.map((scale) => probabilities((x) => 1 - Math.exp(-x / scale))),
    ...gauss_scales.map((scale) => probabilities((x) => 2 * normalBelow(x / scale) - 1)),
  ];
  return Float64Array.from({ length: bins * components }, (_, at) => found[at % components]![Math.floor(at / components)]!);
}

/** The standard normal distribution function (Abramowitz and Stegun 7.1.26, error below 2e-7). */
function normalBelow(x: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(x) / Math.SQRT2));
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp((-x * x) / 2);
  return x >= 0 ? 1 - tail / 2 : tail / 2;
}
