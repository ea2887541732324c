import { requireNumber, requireSameLength, TrustError } from "../errors.ts";
import { type Interval, wilson } from "./wilson.ts";

/** The mean squared error of probabilities (Brier 1950): 0 is perfect, 0.25 is always saying one half. */
export function brierScore(probabilities: readonly number[], labels: readonly boolean[]): number {
  check(probabilities, labels);
  return probabilities.reduce((sum, p, index) => sum + (p - (labels[index] ? 1 : 0)) ** 2, 0) / labels.length;
}

/** One bin of a reliability table: what was said, what came true, and between which shares the truth lies (Wilson, 95 %). */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly said: number;
  readonly came_true: number;
  readonly interval: Interval;
}

/** Cases binned by probability into `bins` bins of equal width; empty bins are left out. */
export function reliabilityTable(probabilities: readonly number[], labels: readonly boolean[], bins = 10): ReliabilityBin[] {
  check(probabilities, labels);
  for (const probability of probabilities) requireNumber("a probability", probability, 0, 1);
  requireNumber("bins", bins, 1);
  const binOf = (index: number) => Math.min(bins - 1, Math.floor(probabilities[index]! * bins));
  const grouped = Map.groupBy(labels.keys(), binOf);
  return [...grouped]
    .toSorted(([a], [b]) => a - b)
    .map(([bin, indices]) => {
      const n = indices.length;
      const hits = indices.filter((index) => labels[index]).length;
      const said = indices.reduce((sum, index) => sum + probabilities[index]!, 0) / n;
      return { from: bin / bins, to: (bin + 1) / bins, n, said, came_true: hits / n, interval: wilson(hits, n) };
    });
}

/** The expected calibration error (Naeini, Cooper, Hauskrecht 2015): the mean gap between said and true over bins of equal width. */
export function expectedCalibrationError(probabilities: readonly number[], labels: readonly boolean[], bins = 10): number {
  const table = reliabilityTable(probabilities, labels, bins);
  return table.reduce((sum, bin) => sum + bin.n * Math.abs(bin.said - bin.came_true), 0) / labels.length;
}

/** The area under the ROC curve: how likely a true case scores above a false one, ties half (Mann and Whitney). Needs both labels. */
export function areaUnderCurve(scores: readonly number[], labels: readonly boolean[]): number {
  const { positives, negatives } = check(scores, labels, true);
  const order = ascending(scores);
  let rankSum = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end += 1;
    const rank = (start + 1 + end) / 2;
    for (let at = start; at < end; at += 1) if (labels[order[at]!]) rankSum += rank;
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

function ascending(scores: readonly number[]): number[] {
  return scores.map((_, index) => index).sort((a, b) => scores[a]! - scores[b]!);
}

function check(values: readonly number[], labels: readonly boolean[], both = false): { positives: number; negatives: number } {
  requireSameLength("values and labels", values, labels);
  if (values.length === 0) throw new TrustError("empty", "there are no cases");
  for (const value of values) requireNumber("a value", value);
  const positives = labels.filter(Boolean).length;
  const negatives = labels.length - positives;
  if (both && (positives === 0 || negatives === 0)) throw new TrustError("empty", "one of the two labels is missing");
  return { positives, negatives };
}
