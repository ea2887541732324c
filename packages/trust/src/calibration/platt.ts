import { requireSameLength, TrustError } from "../errors.ts";
import { fitLogistic, sigmoid } from "./logistic.ts";

/** P(y = 1) = sigmoid(slope · score + intercept). */
export interface PlattMap {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Platt scaling (Platt 1999, with the regularised targets of his section 2.2): each case counts for both labels, as
 * (N+ + 1)/(N+ + 2) and 1/(N- + 2) say, so that separable scores still give finite slopes. Throws `empty` without both labels.
 */
export function fitPlatt(scores: readonly number[], labels: readonly boolean[]): PlattMap {
  requireSameLength("scores and labels", scores, labels);
  const positives = labels.filter(Boolean).length;
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) throw new TrustError("empty", "one of the two labels is missing");
  const target = (label: boolean) => (label ? (positives + 1) / (positives + 2) : 1 / (negatives + 2));
  const rows = [...scores, ...scores].map((score) => [score]);
  const importance = [...labels.map(target), ...labels.map((label) => 1 - target(label))];
  const model = fitLogistic(rows, [...labels.map(() => true), ...labels.map(() => false)], { l2: 0, importance });
  return { slope: model.coefficients[0]!, intercept: model.intercept };
}

/** The probability that a map gives a score. */
export function applyPlatt({ slope, intercept }: PlattMap, score: number): number {
  return sigmoid(slope * score + intercept);
}
